package dev.assay.measure;

/// A value that was not measured but computed from a sample, with what it could be as well.
///
/// @param value may lie outside the range of what it estimates: cutting it off would bias a mean
/// @param standardError of the value
/// @param low lower end of the normal interval, `value - z standardError`
/// @param high upper end
public record Estimate(double value, double standardError, double low, double high) {
  /// @param variance of the value
  /// @param level of the interval, .95 is usual
  static Estimate normal(double value, double variance, double level) {
    double error = Math.sqrt(variance);
    double half = Normal.twoSided(level) * error;
    return new Estimate(value, error, value - half, value + half);
  }
}
