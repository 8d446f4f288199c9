package dev.assay.measure;

import java.util.Arrays;

/// Percentiles by the inverse of the empirical distribution function (nearest rank): always a value
/// that was measured, never one between two.
public final class Percentile {
  // .95 * 200 is a hair above 190 as double: without this the rank would be one too high.
  private static final double ROUNDING = 1e-9;

  private Percentile() {}

  /// The smallest value that at least this share of the values do not exceed; `p95` is share .95.
  ///
  /// @param share in (0,1]
  /// @throws IllegalArgumentException where there is no value
  public static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  static double ofSorted(double[] ascending, double share) {
    if (ascending.length == 0) {
      throw new IllegalArgumentException("no values, no percentile");
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0,1], got " + share);
    }
    int rank = (int) Math.ceil(share * ascending.length - ROUNDING);
    return ascending[Math.max(rank, 1) - 1];
  }
}
