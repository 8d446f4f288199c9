package dev.assay.measure;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Means and spreads of values, of at least one each. Sums run in the order given.
public final class Moments {
  private Moments() {}

  public static double mean(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values, no mean");
    }
    return Arrays.stream(values).sum() / values.length;
  }

  /// The standard deviation of a sample, over `n - 1`; 0 for one value.
  public static double standardDeviation(double... values) {
    int n = values.length;
    return n == 1 ? 0 : Math.sqrt(variance(values) * n / (n - 1));
  }

  /// The effect size of paired deltas, `d_z = mean / standard deviation`. Empty where all are
  /// equal. Cohen 1988, chapter 2.
  public static OptionalDouble effectSize(double... deltas) {
    double spread = standardDeviation(deltas);
    return spread == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean(deltas) / spread);
  }

  /// Over `n`.
  static double variance(double... values) {
    return covariance(values, values);
  }

  /// Over `n`.
  static double covariance(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("%d values against %d".formatted(x.length, y.length));
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / x.length;
  }
}
