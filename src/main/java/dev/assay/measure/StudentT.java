package dev.assay.measure;

/// Student's t distribution with a whole number of degrees of freedom, by its finite series.
/// Abramowitz and Stegun 1964, 26.7.3 and 26.7.4.
final class StudentT {
  /// Wide enough for one degree of freedom at the levels that are used.
  private static final double FAR = 1e4;

  private StudentT() {}

  static double cdf(double t, int degrees) {
    if (Double.isInfinite(t)) {
      return t < 0 ? 0 : 1;
    }
    double angle = Math.atan(t / Math.sqrt(degrees));
    double cos2 = Math.pow(Math.cos(angle), 2);
    boolean odd = degrees % 2 == 1;
    double term = odd ? Math.cos(angle) : 1;
    double sum = 0;
    for (int i = odd ? 3 : 2; i <= degrees; i += 2) {
      sum += term;
      term *= cos2 * (i - 1) / i;
    }
    double inside = odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
    return .5 + inside / 2;
  }

  static double quantile(double share, int degrees) {
    return Inverse.of(t -> cdf(t, degrees), share, -FAR, FAR);
  }
}
