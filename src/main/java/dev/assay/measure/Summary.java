package dev.assay.measure;

import dev.assay.measure.Score.NotApplicable;
import dev.assay.measure.Score.Scored;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A mean over questions, with what is needed to trust it.
///
/// @param mean of the scored questions, or null where none is scored
/// @param interval of the mean, or null where none is scored
/// @param n how many questions are scored
/// @param expected how many should be: those submitted, without those the measure does not apply to
/// @param notApplicable how many the measure does not apply to; outside the mean
/// @param clusters how many source documents the scored questions come from
public record Summary(
    @Nullable Double mean,
    @Nullable Interval interval,
    int n,
    int expected,
    int notApplicable,
    int clusters) {
  /// With fewer source documents no interval is reliable.
  public static final int FEWEST_CLUSTERS = 10;

  public Summary {
    if (n < 0 || expected < n || (n == 0) != (mean == null) || (n == 0) != (interval == null)) {
      throw new IllegalArgumentException(
          "n %d of %d does not go with mean %s".formatted(n, expected, mean));
    }
  }

  /// Summarises the scores of one measure under one configuration; their order does not matter.
  ///
  /// @param scores question to score
  /// @param failed how many further questions have no score because something failed
  /// @param clusterOf question to the source document it comes from, or to itself
  public static Summary of(
      Map<String, Score> scores, int failed, UnaryOperator<String> clusterOf, Bootstrap bootstrap) {
    double[] values = new double[scores.size()];
    int[] cluster = new int[scores.size()];
    var numbers = new HashMap<String, Integer>();
    int n = 0;
    for (Map.Entry<String, Score> entry : new TreeMap<>(scores).entrySet()) {
      switch (entry.getValue()) {
        case Scored(double value) -> {
          values[n] = value;
          String name = clusterOf.apply(entry.getKey());
          cluster[n++] = numbers.computeIfAbsent(name, _ -> numbers.size());
        }
        case NotApplicable _ -> {}
      }
    }
    int notApplicable = scores.size() - n;
    if (n == 0) {
      return new Summary(null, null, 0, failed, notApplicable, 0);
    }
    double[] scored = Arrays.copyOf(values, n);
    return new Summary(
        Arrays.stream(scored).sum() / n,
        bootstrap.interval(scored, Arrays.copyOf(cluster, n)),
        n,
        n + failed,
        notApplicable,
        numbers.size());
  }

  /// The share of the expected questions that are scored; 1 where none is expected.
  public double coverage() {
    return expected == 0 ? 1 : (double) n / expected;
  }

  /// Whether there are enough source documents for the interval to mean what it says.
  public boolean reliable() {
    return clusters >= FEWEST_CLUSTERS;
  }
}
