package dev.assay.measure;

import java.util.Objects;

/// Where a mean probably lies.
///
/// @param level the share of repetitions that would cover the true mean, .95
/// @param method how it was computed; may differ from what was asked for, see [Bootstrap]
public record Interval(double low, double high, double level, Method method) {
  /// How a bootstrap interval is read off the resampled means.
  public enum Method {
    /// Their quantiles.
    PERCENTILE,
    /// Their quantiles at levels corrected for bias and skew.
    BCA
  }

  public Interval {
    Objects.requireNonNull(method);
    if (!(low <= high)) {
      throw new IllegalArgumentException("not an interval: [%s, %s]".formatted(low, high));
    }
  }
}
