package dev.assay.experiment;

import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Measure;
import dev.assay.measure.WinnersCurse;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Rrf;
import dev.assay.ranking.Weighted;
import dev.assay.ranking.Weighted.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tries every fusion of the stored legs of an experiment; nothing is searched.
final class Sweeper {
  static final int MOST_K = 200;
  static final int STEPS = 100;
  private static final int USUAL_K = 60;

  private final ExperimentRecord experiment;
  private final ExperimentFile file;
  private final Rankings rankings;
  private final Map<String, Chunks> chunks;
  private final Configuration baseline;
  private final Map<String, Double> baselineScores;
  private final List<GoldenQuestion> questions;

  /// @param chunks per chunking
  Sweeper(
      ExperimentRecord experiment,
      ExperimentFile file,
      List<GoldenQuestion> questions,
      List<Cell> cells,
      Rankings rankings,
      Map<String, Chunks> chunks) {
    this.experiment = experiment;
    this.file = file;
    this.rankings = rankings;
    this.chunks = chunks;
    this.baseline = Grid.baseline(file);
    String primary = file.decision().primary();
    this.baselineScores =
        cells.stream()
            .filter(cell -> cell.configuration().equals(baseline.id()))
            .filter(cell -> cell.scores().containsKey(primary))
            .collect(
                Collectors.toMap(
                    Cell::question, cell -> cell.scores().getOrDefault(primary, Double.NaN)));
    this.questions =
        questions.stream()
            .filter(question -> baselineScores.containsKey(question.id()))
            .sorted(Comparator.comparing(GoldenQuestion::id))
            .toList();
  }

  /// A pair of legs with the values of every setting: `values[setting][question]`, RRF first.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Swept(
      Named<Chunking> chunking, Model model, Named<Retrieval> bm25, double[][] values) {
    double mean(int setting, int[] of) {
      return Arrays.stream(of).mapToDouble(q -> values[setting][q]).sum() / of.length;
    }
  }

  /// Sweeps all pairs of legs.
  ///
  /// @return empty where there is no dense or no sparse retrieval, or no question that is scored
  ///   under every setting
  Optional<Sweep> sweep() {
    List<Swept> all = new ArrayList<>();
    if (file.factors().retrieval().stream().anyMatch(r -> r.value() instanceof Retrieval.Dense)) {
      for (Named<Chunking> chunking : file.factors().chunking()) {
        for (Named<Retrieval> retrieval : file.factors().retrieval()) {
          if (retrieval.value() instanceof Retrieval.Bm25 bm25) {
            for (Model model : file.factors().model()) {
              all.add(new Swept(chunking, model, retrieval, values(chunking, model, bm25)));
            }
          }
        }
      }
    }
    Set<String> kept = HeldOut.of(questions, file.statistics().holdOut(), file.statistics().seed());
    int[] development = scored(all, question -> !kept.contains(question.id()));
    int[] heldOut = scored(all, question -> kept.contains(question.id()));
    return all.isEmpty() || development.length == 0
        ? Optional.empty()
        : Optional.of(sweep(all, development, heldOut));
  }

  /// The numbers of those questions that have a value under every setting.
  private int[] scored(List<Swept> all, Predicate<GoldenQuestion> wanted) {
    return IntStream.range(0, questions.size())
        .filter(q -> wanted.test(questions.get(q)))
        .filter(q -> all.stream().noneMatch(swept -> Double.isNaN(swept.values()[0][q])))
        .toArray();
  }

  private double[][] values(Named<Chunking> chunking, Model model, Retrieval.Bm25 bm25) {
    var measure = Measure.parse(file.decision().primary());
    var legs =
        new Configuration("", chunking, model, new Named<>("rrf", bm25), bm25, new Rrf(USUAL_K));
    Chunks cut = Objects.requireNonNull(chunks.get(chunking.name()));
    double[][] values = new double[MOST_K + STEPS + 1][questions.size()];
    for (int q = 0; q < questions.size(); q++) {
      GoldenQuestion question = questions.get(q);
      Optional<List<Leg>> found = rankings.legs(legs, question.question());
      if (found.isEmpty()) {
        for (double[] ofSetting : values) {
          ofSetting[q] = Double.NaN;
        }
        continue;
      }
      double[] ofQuestion =
          values(
              new SweptQuestion(
                  question,
                  found.get().getFirst(),
                  found.get().getLast(),
                  file.depth(),
                  measure,
                  file.golden().minimumCover(),
                  cut),
              found.get().getFirst(),
              found.get().getLast());
      for (int setting = 0; setting < values.length; setting++) {
        values[setting][q] = ofQuestion[setting];
      }
    }
    return values;
  }

  /// The value of one question under every setting: `k` = 1 to 200, then the dense weight 0 to 1.
  static double[] values(SweptQuestion question, Leg dense, Leg sparse) {
    double[] values = new double[MOST_K + STEPS + 1];
    for (int k = 1; k <= MOST_K; k++) {
      var rrf = new Rrf(k);
      values[k - 1] = question.score(rrf.parts(dense), rrf.parts(sparse));
    }
    var even = new Weighted(Map.of(dense.name(), 1.0, sparse.name(), 1.0), Normalisation.MIN_MAX);
    double[] denseScores = even.parts(dense);
    double[] sparseScores = even.parts(sparse);
    for (int step = 0; step <= STEPS; step++) {
      values[MOST_K + step] =
          question.score(
              times(weight(step), denseScores), times(weight(STEPS - step), sparseScores));
    }
    return values;
  }

  private static double[] times(double weight, double[] scores) {
    double[] parts = new double[scores.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = scores[i] * weight;
    }
    return parts;
  }

  private static double weight(int step) {
    return (double) step / STEPS;
  }

  private Sweep sweep(List<Swept> all, int[] development, int[] heldOut) {
    Swept bestLegs = all.getFirst();
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    var curves = new ArrayList<Sweep.Curve>();
    for (Swept swept : all) {
      double[] means =
          IntStream.range(0, swept.values().length)
              .mapToDouble(setting -> swept.mean(setting, development))
              .toArray();
      curves.add(curve(swept, means));
      for (int setting : usualFirst()) {
        if (means[setting] > highest) {
          highest = means[setting];
          best = setting;
          bestLegs = swept;
        }
      }
    }
    int settings = all.size() * (MOST_K + STEPS + 1);
    double[] values = bestLegs.values()[best];
    PairedDelta tuned = delta(values, development);
    PairedDelta confirmed = heldOut.length == 0 ? null : delta(values, heldOut);
    return new Sweep(
        experiment.id(),
        file.decision().primary(),
        count(development),
        count(heldOut),
        settings,
        curves,
        setting(bestLegs, best, development, heldOut),
        new Sweep.Baseline(
            baseline.id(), baseline.label(), baselineMean(development), nullable(heldOut)),
        tuned,
        WinnersCurse.gain(settings, tuned.standardDeviation() / Math.sqrt(2), development.length),
        confirmed,
        confirmed == null
            ? Conclusion.INCONCLUSIVE
            : Comparer.conclusion(confirmed, confirmed.p(), file.decision().minimumDifference()),
        because(confirmed));
  }

  private static @Nullable String because(@Nullable PairedDelta confirmed) {
    if (confirmed == null) {
      return "no question was held out: nothing confirms the choice";
    }
    return confirmed.reliable() ? null : Comparer.few(confirmed.clusters());
  }

  /// All settings, so that of equal ones the most usual comes first.
  private static List<Integer> usualFirst() {
    return IntStream.range(0, MOST_K + STEPS + 1)
        .boxed()
        .sorted(
            Comparator.comparing((Integer setting) -> setting >= MOST_K)
                .thenComparingInt(setting ->
                    setting < MOST_K
                        ? Math.abs(setting + 1 - USUAL_K)
                        : Math.abs(2 * (setting - MOST_K) - STEPS)))
        .toList();
  }

  private static Sweep.Curve curve(Swept swept, double[] means) {
    List<Double> values = Arrays.stream(means).boxed().toList();
    return new Sweep.Curve(
        swept.chunking().name(),
        swept.model().name(),
        swept.bm25().name(),
        List.copyOf(values.subList(0, MOST_K)),
        List.copyOf(values.subList(MOST_K, values.size())));
  }

  private static Sweep.Setting setting(Swept legs, int setting, int[] development, int[] heldOut) {
    boolean rrf = setting < MOST_K;
    return new Sweep.Setting(
        legs.chunking().name(),
        legs.model().name(),
        legs.bm25().name(),
        rrf ? setting + 1 : null,
        rrf ? null : weight(setting - MOST_K),
        legs.mean(setting, development),
        heldOut.length == 0 ? null : legs.mean(setting, heldOut));
  }

  private PairedDelta delta(double[] values, int[] of) {
    var deltas =
        Arrays.stream(of)
            .mapToObj(q -> {
              GoldenQuestion question = questions.get(q);
              double before = baselineScores.getOrDefault(question.id(), Double.NaN);
              return new PairedDelta.OfQuestion(
                  question.id(), Leaderboard.cluster(question), values[q] - before);
            })
            .toList();
    return PairedDelta.of(
        deltas, Pairs.bootstrap(file.statistics()), Pairs.test(file.statistics()));
  }

  private @Nullable Double nullable(int[] heldOut) {
    return heldOut.length == 0 ? null : baselineMean(heldOut);
  }

  private double baselineMean(int[] of) {
    return Arrays.stream(of)
            .mapToDouble(q -> baselineScores.getOrDefault(questions.get(q).id(), Double.NaN))
            .sum()
        / of.length;
  }

  private Sweep.Questions count(int[] of) {
    var documents = new HashSet<String>();
    for (int q : of) {
      documents.add(Leaderboard.cluster(questions.get(q)));
    }
    return new Sweep.Questions(of.length, documents.size());
  }
}
