package dev.assay.measure;

/// By how much the best of many equally good candidates looks better than it is, only because it
/// was picked for looking best.
///
/// `e(K) * sd / sqrt(n)`, `e(K)` = the expected largest of `K` independent standard normal values,
/// the integral of `K x density(x) cdf(x)^(K-1)`. Neighbouring settings of a sweep are not
/// independent, so this is the upper end. Tippett 1925, doi:10.1093/biomet/17.3-4.364.
public final class WinnersCurse {
  private static final double FAR = 9;
  private static final int STEPS = 1800;

  private WinnersCurse() {}

  /// The expected gain of the best over the true value.
  ///
  /// @param candidates `K`, at least 1
  /// @param standardDeviation of one candidate's value over the questions; that of the deltas
  ///   between two independent ones is sqrt(2) times as large
  /// @param n questions, at least 1
  public static double gain(int candidates, double standardDeviation, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1, got " + n);
    }
    return largest(candidates) * standardDeviation / Math.sqrt(n);
  }

  /// `e(K)`, by Simpson's rule.
  static double largest(int candidates) {
    if (candidates < 1) {
      throw new IllegalArgumentException("candidates must be at least 1, got " + candidates);
    }
    double step = 2 * FAR / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double x = -FAR + i * step;
      int weight = i == 0 || i == STEPS ? 1 : 2 + 2 * (i % 2);
      double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      sum += weight * x * density * Math.pow(Normal.cdf(x), candidates - 1);
    }
    return candidates * sum * step / 3;
  }
}
