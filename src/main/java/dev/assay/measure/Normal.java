package dev.assay.measure;

/// The standard normal distribution, to about 1e-15.
final class Normal {
  /// Beyond this the distribution function is 0 or 1 as `double`.
  private static final double FAR = 9;

  private Normal() {}

  /// `1/2 + density(x) * (x + x^3/3 + x^5/(3*5) + ...)`. Marsaglia 2004, doi:10.18637/jss.v011.i04.
  static double cdf(double x) {
    if (Math.abs(x) > FAR) {
      return x < 0 ? 0 : 1;
    }
    double term = x;
    double sum = x;
    for (int i = 3; sum + term != sum; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return Math.clamp(.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI), 0, 1);
  }

  /// The `x` with this share of the distribution below it.
  ///
  /// @param share in (0,1)
  static double quantile(double share) {
    return Inverse.of(Normal::cdf, share, -FAR, FAR);
  }

  /// `z` such that this share lies between `-z` and `z`: 1.96 for .95.
  static double twoSided(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0,1), got " + level);
    }
    return quantile((1 + level) / 2);
  }
}
