package dev.assay.experiment;

import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.Comparison.Loss;
import dev.assay.experiment.Comparison.Standing;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Correction;
import dev.assay.measure.Interval;
import dev.assay.measure.SignFlip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares configurations from the stored cells of an experiment; nothing is searched.
final class Comparer {
  private static final double LEVEL = 0.95;
  private static final int DRAWS = 10_000;
  private static final int WORST = 5;

  private final String experiment;
  private final ExperimentFile file;
  private final List<GoldenQuestion> questions;
  private final Map<String, Map<String, Cell>> cells = new HashMap<>();
  private final Bootstrap bootstrap;
  private final SignFlip test;

  /// @param questions those that count, in any order
  Comparer(
      String experiment, ExperimentFile file, List<GoldenQuestion> questions, List<Cell> cells) {
    this.experiment = experiment;
    this.file = file;
    // By id, so that the order of a file changes no draw.
    this.questions = questions.stream().sorted(Comparator.comparing(GoldenQuestion::id)).toList();
    cells.forEach(cell ->
        this.cells
            .computeIfAbsent(cell.configuration(), _ -> new HashMap<>())
            .put(cell.question(), cell));
    this.bootstrap = bootstrap(file);
    this.test = test(file);
  }

  static Bootstrap bootstrap(ExperimentFile file) {
    var statistics = file.statistics();
    return new Bootstrap(statistics.resamples(), LEVEL, Interval.Method.BCA, statistics.seed());
  }

  static SignFlip test(ExperimentFile file) {
    return new SignFlip(DRAWS, file.statistics().seed());
  }

  Comparison compare(
      Configuration baseline,
      List<Configuration> candidates,
      String measure,
      @Nullable Slice slice) {
    var asked =
        questions.stream()
            .filter(GoldenQuestion::answerable)
            .filter(question -> slice == null || slice.contains(question))
            .toList();
    Standing base = standing(baseline, measure, asked);
    var pairs =
        candidates.stream().map(candidate -> pairs(baseline, candidate, measure, asked)).toList();
    var deltas = pairs.stream().map(this::delta).toList();
    double[] p = new double[deltas.size()];
    for (int i = 0; i < p.length; i++) {
      PairedDelta delta = deltas.get(i);
      p[i] = delta == null ? 1 : delta.p();
    }
    double[] corrected = Correction.HOLM.of(p);
    var compared = new ArrayList<Candidate>();
    for (int i = 0; i < p.length; i++) {
      Standing standing = standing(candidates.get(i), measure, asked);
      compared.add(candidate(base, standing, deltas.get(i), corrected[i], worst(pairs.get(i))));
    }
    return new Comparison(
        experiment,
        measure,
        slice == null ? null : slice.toString(),
        file.decision().minimumDifference(),
        LEVEL,
        bootstrap.resamples(),
        DRAWS,
        base,
        compared);
  }

  private record Pair(GoldenQuestion question, double baseline, double candidate) {
    double delta() {
      return candidate - baseline;
    }
  }

  private List<Pair> pairs(
      Configuration baseline, Configuration candidate, String measure, List<GoldenQuestion> asked) {
    var pairs = new ArrayList<Pair>();
    for (GoldenQuestion question : asked) {
      Double before = value(baseline, question, measure);
      Double after = value(candidate, question, measure);
      if (before != null && after != null) {
        pairs.add(new Pair(question, before, after));
      }
    }
    return pairs;
  }

  private @Nullable PairedDelta delta(List<Pair> pairs) {
    var deltas =
        pairs.stream()
            .map(pair ->
                new PairedDelta.OfQuestion(
                    pair.question().id(), Leaderboard.cluster(pair.question()), pair.delta()))
            .toList();
    return deltas.isEmpty() ? null : PairedDelta.of(deltas, bootstrap, test);
  }

  private @Nullable Double value(
      Configuration configuration, GoldenQuestion question, String measure) {
    Cell cell = cells.getOrDefault(configuration.id(), Map.of()).get(question.id());
    return cell == null ? null : cell.scores().get(measure);
  }

  private Standing standing(
      Configuration configuration, String measure, List<GoldenQuestion> asked) {
    var values = new ArrayList<Double>();
    int expected = 0;
    for (GoldenQuestion question : asked) {
      Double value = value(configuration, question, measure);
      if (value != null) {
        values.add(value);
        expected++;
      } else if (!ranked(configuration, question)) {
        expected++;
      }
    }
    int n = values.size();
    Double mean = n == 0 ? null : values.stream().mapToDouble(Double::doubleValue).sum() / n;
    boolean covered = n >= file.coverage().minimum() * expected;
    return new Standing(configuration.id(), configuration.label(), mean, n, expected, covered);
  }

  /// A question that was ranked and has no value is one that the measure does not apply to.
  private boolean ranked(Configuration configuration, GoldenQuestion question) {
    Cell cell = cells.getOrDefault(configuration.id(), Map.of()).get(question.id());
    return cell != null
        && switch (cell.state()) {
          case OK, MISS -> true;
          case ERROR, SKIPPED -> false;
        };
  }

  private Candidate candidate(
      Standing base, Standing standing, @Nullable PairedDelta delta, double p, List<Loss> worst) {
    if (delta == null) {
      return new Candidate(
          standing, null, null, Conclusion.INCONCLUSIVE, "no question is scored in both", worst);
    }
    Conclusion conclusion = conclusion(delta, p, file.decision().minimumDifference());
    String because = delta.reliable() ? null : few(delta.clusters());
    Standing winner =
        switch (conclusion) {
          case BETTER -> standing;
          case WORSE -> base;
          case EQUIVALENT, INCONCLUSIVE -> null;
        };
    if (winner != null && !winner.covered()) {
      conclusion = Conclusion.INCONCLUSIVE;
    }
    for (Standing one : List.of(base, standing)) {
      if (!one.covered()) {
        because = (because == null ? "" : because + "; ") + uncovered(one);
      }
    }
    return new Candidate(standing, delta, p, conclusion, because, worst);
  }

  static Conclusion conclusion(PairedDelta delta, double p, double minimumDifference) {
    if (delta.within(minimumDifference)) {
      return Conclusion.EQUIVALENT;
    }
    boolean significant = p < 1 - LEVEL;
    if (significant && delta.low() > 0) {
      return Conclusion.BETTER;
    }
    return significant && delta.high() < 0 ? Conclusion.WORSE : Conclusion.INCONCLUSIVE;
  }

  static String few(int clusters) {
    return "only %d source document%s: the interval is unreliable"
        .formatted(clusters, clusters == 1 ? "" : "s");
  }

  private String uncovered(Standing standing) {
    return "%s is scored on %d of %d questions, below coverage.minimum %s, and cannot be better"
        .formatted(standing.id(), standing.n(), standing.expected(), file.coverage().minimum());
  }

  private static List<Loss> worst(List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.delta() < -1e-9)
        .sorted(Comparator.comparingDouble(Pair::delta).thenComparing(pair -> pair.question().id()))
        .limit(WORST)
        .map(pair ->
            new Loss(
                pair.question().id(),
                pair.question().question(),
                pair.baseline(),
                pair.candidate(),
                pair.delta()))
        .toList();
  }
}
