package dev.assay.measure;

/// Two one-sided tests: is the mean delta inside `±margin`? A difference test with p > .05 does not
/// show that. The same as asking whether the 90 % interval lies inside the margin. Schuirmann 1987,
/// doi:10.1007/BF01068419.
///
/// @param p the larger of the two one-sided p-values; below .05 is equivalent at level .05
/// @param low lower end of the 90 % interval of the mean delta, by Student's t
/// @param high upper end
public record Equivalence(double p, double low, double high) {
  private static final double SHARE_BELOW_HIGH = .95;

  /// Tests `n` deltas with this mean and standard deviation (over `n - 1`).
  ///
  /// @param n at least 2; count source documents rather than questions where questions share one
  /// @param margin the largest difference that does not matter, above 0
  public static Equivalence of(double mean, double standardDeviation, int n, double margin) {
    if (n < 2) {
      throw new IllegalArgumentException("n must be at least 2, got " + n);
    }
    if (!(margin > 0)) {
      throw new IllegalArgumentException("the margin must be above 0, got " + margin);
    }
    double error = standardDeviation / Math.sqrt(n);
    if (error == 0) {
      return new Equivalence(Math.abs(mean) < margin ? 0 : 1, mean, mean);
    }
    int degrees = n - 1;
    double tooLow = 1 - StudentT.cdf((mean + margin) / error, degrees);
    double tooHigh = StudentT.cdf((mean - margin) / error, degrees);
    double half = StudentT.quantile(SHARE_BELOW_HIGH, degrees) * error;
    return new Equivalence(Math.max(tooLow, tooHigh), mean - half, mean + half);
  }
}
