package dev.assay.measure;

import java.util.stream.DoubleStream;

/// The mean that people would give all items, from a few that they labelled and many that only a
/// judge scored. The judge's bias is measured on the labelled ones and taken off; a bad judge costs
/// precision, not truth. The labelled items must be a random sample of the same population.
/// Variances are over `n`.
///
/// @param lambda how much the judge is relied on: 0 not at all, 1 as in plain PPI
/// @param mean of the labels over all items
public record PredictionPowered(double lambda, Estimate mean) {
  /// PPI: `mean_N f - mean_n(f - Y)`, `se^2 = var_N(f)/N + var_n(f - Y)/n`. Angelopoulos et al.
  /// 2023, doi:10.1126/science.adi6000.
  ///
  /// @param human `Y`, the labels of the `n` labelled items
  /// @param judge `f`, the judge's values of the same items
  /// @param judgeOnly `f` of the `N` items that nobody labelled
  /// @param level of the interval, .95 is usual
  public static PredictionPowered plain(
      double[] human, double[] judge, double[] judgeOnly, double level) {
    return weighted(1, human, judge, judgeOnly, level);
  }

  /// PPI++: relies on the judge as far as it helps. `lambda = cov_n(Y, f) / ((1 + n/N) var(f))`,
  /// `var` over all items; `lambda mean_N f + mean_n(Y - lambda f)`, `se^2 = lambda^2 var_N(f)/N +
  /// var_n(Y - lambda f)/n`. A judge that says the same of every item gets lambda 0. Angelopoulos,
  /// Duchi and Zrnic 2023, doi:10.48550/arXiv.2311.01453.
  public static PredictionPowered tuned(
      double[] human, double[] judge, double[] judgeOnly, double level) {
    double[] all =
        DoubleStream.concat(DoubleStream.of(judge), DoubleStream.of(judgeOnly)).toArray();
    double spread = (1 + (double) judge.length / judgeOnly.length) * Moments.variance(all);
    double lambda = spread == 0 ? 0 : Moments.covariance(human, judge) / spread;
    return weighted(lambda, human, judge, judgeOnly, level);
  }

  private static PredictionPowered weighted(
      double lambda, double[] human, double[] judge, double[] judgeOnly, double level) {
    if (human.length != judge.length) {
      throw new IllegalArgumentException(
          "%d labels against %d values of the judge".formatted(human.length, judge.length));
    }
    double[] rest = new double[human.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = human[i] - lambda * judge[i];
    }
    double variance =
        lambda * lambda * Moments.variance(judgeOnly) / judgeOnly.length
            + Moments.variance(rest) / rest.length;
    double mean = lambda * Moments.mean(judgeOnly) + Moments.mean(rest);
    return new PredictionPowered(lambda, Estimate.normal(mean, variance, level));
  }
}
