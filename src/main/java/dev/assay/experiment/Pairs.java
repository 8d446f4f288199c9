package dev.assay.experiment;

import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.measure.SignFlip;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The questions that two configurations were both scored on, with both values.
public record Pairs(List<Pair> pairs) {
  /// Of the intervals.
  public static final double LEVEL = 0.95;

  private static final int FEWEST_DRAWS = 10_000;
  private static final int DRAWS_OF_ONE = 200;

  /// One question's values.
  record Pair(GoldenQuestion question, double baseline, double candidate) {
    public double delta() {
      return candidate - baseline;
    }

    Comparison.Change change() {
      return new Comparison.Change(
          question.id(), question.question(), baseline, candidate, delta());
    }
  }

  /// Pairs the values of two configurations.
  ///
  /// @param questions in an order that no file changes: each draw depends on it
  /// @param baseline question id to value; null where there is none
  public static Pairs of(
      List<GoldenQuestion> questions,
      Function<String, @Nullable Double> baseline,
      Function<String, @Nullable Double> candidate) {
    var pairs = new ArrayList<Pair>();
    for (GoldenQuestion question : questions) {
      Double before = baseline.apply(question.id());
      Double after = candidate.apply(question.id());
      if (before != null && after != null) {
        pairs.add(new Pair(question, before, after));
      }
    }
    return new Pairs(List.copyOf(pairs));
  }

  /// Null where there is no pair.
  public @Nullable PairedDelta delta(
      ExperimentFile.Cluster cluster, Bootstrap bootstrap, SignFlip test) {
    var deltas =
        pairs.stream()
            .map(pair ->
                new PairedDelta.OfQuestion(
                    pair.question().id(), cluster.of(pair.question()), pair.delta()))
            .toList();
    return deltas.isEmpty() ? null : PairedDelta.of(deltas, bootstrap, test);
  }

  public static Bootstrap bootstrap(ExperimentFile.Statistics statistics) {
    return new Bootstrap(statistics.resamples(), LEVEL, Interval.Method.BCA, statistics.seed());
  }

  /// The test of one candidate.
  public static SignFlip test(ExperimentFile.Statistics statistics) {
    return test(statistics, 1);
  }

  /// The test of one of many candidates. `m` draws give no p below `1 / (m + 1)`, which Holm
  /// multiplies by their number: with 10,000 draws none of 600 candidates could be better.
  ///
  /// @param family candidates that Holm corrects over
  public static SignFlip test(ExperimentFile.Statistics statistics, int family) {
    return new SignFlip(Math.max(FEWEST_DRAWS, DRAWS_OF_ONE * family), statistics.seed());
  }
}
