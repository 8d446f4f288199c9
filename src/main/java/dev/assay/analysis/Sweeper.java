package dev.assay.analysis;

import dev.assay.experiment.Cells;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Comparer;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Grid;
import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Pairs;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Measure;
import dev.assay.measure.WinnersCurse;
import dev.assay.ranking.Leg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tries many fusions of pairs of legs: tunes on the development questions and confirms the one
/// winner on the others. Nothing is searched.
final class Sweeper {
  private final String experiment;
  private final ExperimentFile file;
  private final String measure;
  private final Configuration baseline;
  private final Map<String, Double> baselineScores;
  private final List<GoldenQuestion> questions;

  /// @param measure one of the file's
  Sweeper(
      String experiment,
      ExperimentFile file,
      String measure,
      List<GoldenQuestion> questions,
      Cells cells) {
    this.experiment = experiment;
    this.file = file;
    this.measure = measure;
    this.baseline = Grid.baseline(file);
    this.baselineScores = new HashMap<>();
    for (GoldenQuestion question : questions) {
      Double value = cells.value(baseline.id(), question.id(), measure);
      if (value != null) {
        baselineScores.put(question.id(), value);
      }
    }
    this.questions =
        questions.stream()
            .filter(question -> baselineScores.containsKey(question.id()))
            .sorted(Comparator.comparing(GoldenQuestion::id))
            .toList();
  }

  /// Two legs to fuse.
  ///
  /// @param found the dense and the sparse leg of a question; empty where one was not fetched
  record Pair(Names names, Chunks chunks, Function<GoldenQuestion, Optional<List<Leg>>> found) {}

  /// Which legs.
  record Names(String chunking, String model, String bm25) {}

  /// The values of one row of fusions over one pair: `values[setting][question]`.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Swept(Names names, FusionRow row, double[][] values) {
    double mean(int setting, int[] of) {
      return Arrays.stream(of).mapToDouble(q -> values[setting][q]).sum() / of.length;
    }
  }

  /// One setting of one row.
  private record Choice(Swept swept, int setting, double development) {
    /// The best first, of equal ones the deepest and then the most usual.
    static final Comparator<Choice> ORDER =
        Comparator.comparingDouble(Choice::development)
            .reversed()
            .thenComparingInt(choice -> -choice.swept().row().depth())
            .thenComparingInt(choice -> choice.swept().row().unusual(choice.setting()));
  }

  /// Sweeps all pairs of legs, each when its turn comes.
  ///
  /// @return empty where there is no pair, or no question that is scored under every setting
  Optional<Sweep> sweep(Stream<Pair> pairs, List<FusionRow> rows) {
    var all = new ArrayList<Swept>();
    pairs.forEachOrdered(pair -> all.addAll(values(pair, rows)));
    Set<String> kept = heldOut();
    int[] development = scored(all, question -> !kept.contains(question.id()));
    int[] heldOut = scored(all, question -> kept.contains(question.id()));
    return all.isEmpty() || development.length == 0
        ? Optional.empty()
        : Optional.of(sweep(all, development, heldOut));
  }

  /// The ids of the questions that nothing is picked by.
  Set<String> heldOut() {
    return HeldOut.of(questions, file.statistics());
  }

  /// The numbers of those questions that have a value under every setting.
  private int[] scored(List<Swept> all, Predicate<GoldenQuestion> wanted) {
    return IntStream.range(0, questions.size())
        .filter(q -> wanted.test(questions.get(q)))
        .filter(q -> all.stream().noneMatch(swept -> Double.isNaN(swept.values()[0][q])))
        .toArray();
  }

  private List<Swept> values(Pair pair, List<FusionRow> rows) {
    var parsed = Measure.parse(measure);
    List<Swept> swept =
        rows.stream()
            .map(row -> new Swept(pair.names(), row, new double[row.size()][questions.size()]))
            .toList();
    for (int q = 0; q < questions.size(); q++) {
      GoldenQuestion question = questions.get(q);
      Optional<List<Leg>> found = pair.found().apply(question);
      if (found.isEmpty()) {
        for (Swept row : swept) {
          for (double[] ofSetting : row.values()) {
            ofSetting[q] = Double.NaN;
          }
        }
        continue;
      }
      Leg dense = found.get().getFirst();
      Leg sparse = found.get().getLast();
      var prepared =
          new SweptQuestion(
              question,
              dense,
              sparse,
              file.depth(),
              parsed,
              file.golden().minimumCover(),
              pair.chunks());
      for (Swept row : swept) {
        double[] ofQuestion = new double[row.values().length];
        row.row().score(prepared, dense, sparse, ofQuestion);
        for (int setting = 0; setting < ofQuestion.length; setting++) {
          row.values()[setting][q] = ofQuestion[setting];
        }
      }
    }
    return swept;
  }

  private Sweep sweep(List<Swept> all, int[] development, int[] heldOut) {
    Choice best =
        all.stream()
            .flatMap(swept ->
                IntStream.range(0, swept.row().size())
                    .mapToObj(i -> new Choice(swept, i, swept.mean(i, development))))
            .min(Choice.ORDER)
            .orElseThrow();
    int settings = all.stream().mapToInt(swept -> swept.row().size()).sum();
    double[] values = best.swept().values()[best.setting()];
    PairedDelta tuned = delta(values, development);
    PairedDelta confirmed = heldOut.length == 0 ? null : delta(values, heldOut);
    return new Sweep(
        experiment,
        measure,
        count(development),
        count(heldOut),
        settings,
        setting(best, heldOut),
        new Sweep.Baseline(
            baseline.id(), baseline.label(), baselineMean(development), nullable(heldOut)),
        tuned,
        WinnersCurse.gain(settings, tuned.standardDeviation() / Math.sqrt(2), development.length),
        confirmed,
        confirmed == null
            ? Conclusion.INCONCLUSIVE
            : Comparer.conclusion(confirmed, confirmed.p(), file.decision().minimumDifference()),
        because(confirmed),
        null,
        List.of(),
        all.stream().map(swept -> curve(swept, development, heldOut)).toList());
  }

  private @Nullable String because(@Nullable PairedDelta confirmed) {
    if (confirmed == null) {
      return "no question was held out: nothing confirms the choice";
    }
    return confirmed.reliable() ? null : file.statistics().cluster().few(confirmed.clusters());
  }

  private static Sweep.Curve curve(Swept swept, int[] development, int[] heldOut) {
    return new Sweep.Curve(
        swept.names().chunking(),
        swept.names().model(),
        swept.names().bm25(),
        swept.row().depth(),
        swept.row().normalise(),
        swept.row().at(),
        means(swept, development),
        heldOut.length == 0 ? List.of() : means(swept, heldOut));
  }

  private static List<Double> means(Swept swept, int[] of) {
    return IntStream.range(0, swept.row().size()).mapToObj(i -> swept.mean(i, of)).toList();
  }

  private static Sweep.Setting setting(Choice choice, int[] heldOut) {
    Names names = choice.swept().names();
    FusionRow row = choice.swept().row();
    return new Sweep.Setting(
        names.chunking(),
        names.model(),
        names.bm25(),
        row.depth(),
        row.normalise(),
        row.k(choice.setting()),
        row.denseWeight(choice.setting()),
        choice.development(),
        heldOut.length == 0 ? null : choice.swept().mean(choice.setting(), heldOut));
  }

  private PairedDelta delta(double[] values, int[] of) {
    var deltas =
        Arrays.stream(of)
            .mapToObj(q -> {
              GoldenQuestion question = questions.get(q);
              double before = baselineScores.getOrDefault(question.id(), Double.NaN);
              return new PairedDelta.OfQuestion(
                  question.id(), file.statistics().cluster().of(question), values[q] - before);
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
      documents.add(file.statistics().cluster().of(questions.get(q)));
    }
    return new Sweep.Questions(of.length, documents.size());
  }
}
