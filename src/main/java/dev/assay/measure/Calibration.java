package dev.assay.measure;

import java.util.ArrayList;
import java.util.List;

/// Whether a judge is as often right as its confidence says.
///
/// @param ece expected calibration error, in [0,1], 0 is best: `sum over the bins of n/N |mean
///   confidence - share true|`. Biased upward where bins are small. Naeini, Cooper and Hauskrecht
///   2015, doi:10.1609/aaai.v29i1.9602
/// @param brier mean of `(confidence - truth)^2`, in [0,1], 0 is best. Brier 1950
/// @param bins ten of equal width, `[0,.1)` to `[.9,1]`, without those that are empty
public record Calibration(double ece, double brier, List<Bin> bins) {
  private static final int BINS = 10;

  /// The items whose confidence lies in `[number/10, (number+1)/10)`, the last with its upper end.
  ///
  /// @param number from 0
  public record Bin(int number, int n, double confidence, double shareTrue) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /// Compares each item's confidence with its truth.
  ///
  /// @param confidence that the item is true, each in [0,1]; at least one
  /// @param truth of the same items
  public static Calibration of(double[] confidence, boolean[] truth) {
    if (confidence.length == 0 || confidence.length != truth.length) {
      throw new IllegalArgumentException(
          "%d confidences against %d truths".formatted(confidence.length, truth.length));
    }
    int[] n = new int[BINS];
    double[] sums = new double[BINS];
    int[] trues = new int[BINS];
    double squares = 0;
    for (int i = 0; i < confidence.length; i++) {
      double value = confidence[i];
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a confidence must be in [0,1], got " + value);
      }
      int bin = Math.min((int) (value * BINS), BINS - 1);
      n[bin]++;
      sums[bin] += value;
      trues[bin] += truth[i] ? 1 : 0;
      squares += Math.pow(value - (truth[i] ? 1 : 0), 2);
    }
    var bins = new ArrayList<Bin>();
    double gaps = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (n[bin] > 0) {
        bins.add(new Bin(bin, n[bin], sums[bin] / n[bin], (double) trues[bin] / n[bin]));
        gaps += Math.abs(sums[bin] - trues[bin]);
      }
    }
    return new Calibration(gaps / confidence.length, squares / confidence.length, bins);
  }
}
