package dev.assay.measure;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a two-sided paired comparison can detect. Cohen 1988, Statistical Power Analysis, chapter
/// 2.
///
/// @param level the chance of a false finding, .05; with `c` candidates under Holm plan with `.05 /
///   c`
/// @param power the chance of finding a difference that is there, .8
public record Power(double level, double power) {
  public Power {
    if (!(level > 0 && level < 1 && power > 0 && power < 1)) {
      throw new IllegalArgumentException(
          "level and power must be in (0,1), got %s and %s".formatted(level, power));
    }
  }

  /// `z(1 - level/2) + z(power)`: 2.8016 at .05 and .8.
  double factor() {
    return Normal.quantile(1 - level / 2) + Normal.quantile(power);
  }

  /// The smallest detectable mean delta, `factor * sd / sqrt(n)`. Below it, name no winner.
  ///
  /// @param standardDeviation of the deltas
  /// @param n questions, at least 1; fractions arise from dividing by [#clusterFactor]
  public double detectable(double standardDeviation, double n) {
    if (!(n > 0)) {
      throw new IllegalArgumentException("n must be above 0, got " + n);
    }
    return factor() * standardDeviation / Math.sqrt(n);
  }

  /// How many questions detect this delta: `(factor * sd / delta)^2`, rounded up.
  public long questions(double standardDeviation, double delta) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("delta must be above 0, got " + delta);
    }
    return (long) Math.ceil(Math.pow(factor() * standardDeviation / delta, 2));
  }

  /// How many times more questions are needed when they share source documents: `1 + (size - 1)
  /// icc`.
  ///
  /// @param meanSize questions a document
  /// @param icc correlation of deltas within a document
  public static double clusterFactor(double meanSize, double icc) {
    return 1 + (meanSize - 1) * icc;
  }

  /// The size of the cluster that a question is in, on average over the questions: `sum of m^2 /
  /// sum of m`. It is what unequal clusters count by in [#clusterFactor] (Kish 1965, Survey
  /// Sampling); the mean size where all are equal. 1 where there is none.
  ///
  /// @param clusters the cluster of each question
  public static double clusterSize(Collection<String> clusters) {
    double squares = sizes(clusters).values().stream().mapToDouble(m -> (double) m * m).sum();
    return clusters.isEmpty() ? 1 : squares / clusters.size();
  }

  /// Correlation of values within a cluster by analysis of variance: `(B - W) / (B + (m - 1) W)`
  /// with the mean squares between (`B`) and within (`W`) clusters and `m = (n - sum of m_i^2 / n)
  /// / (k - 1)` for `k` unequal clusters. Donner 1986, doi:10.2307/1403259. Negative estimates are
  /// 0, as is one without two clusters, or without a cluster of two.
  ///
  /// @param clusters the cluster of each value
  public static double correlation(double[] values, List<String> clusters) {
    Map<String, Integer> sizes = sizes(clusters);
    int n = values.length;
    int k = sizes.size();
    if (k < 2 || n == k) {
      return 0;
    }
    var sums = new HashMap<String, Double>();
    double all = 0;
    for (int i = 0; i < n; i++) {
      sums.merge(clusters.get(i), values[i], Double::sum);
      all += values[i] / n;
    }
    double between = 0;
    double within = 0;
    for (int i = 0; i < n; i++) {
      String cluster = clusters.get(i);
      double mean = sums.getOrDefault(cluster, 0.0) / sizes.getOrDefault(cluster, 1);
      between += (mean - all) * (mean - all) / (k - 1);
      within += (values[i] - mean) * (values[i] - mean) / (n - k);
    }
    double size = (n - clusterSize(clusters)) / (k - 1);
    double total = between + (size - 1) * within;
    return total <= 0 ? 0 : Math.clamp((between - within) / total, 0, 1);
  }

  /// In the order in which they come, so that sums are always the same.
  private static Map<String, Integer> sizes(Collection<String> clusters) {
    var sizes = new LinkedHashMap<String, Integer>();
    clusters.forEach(cluster -> sizes.merge(cluster, 1, Integer::sum));
    return sizes;
  }
}
