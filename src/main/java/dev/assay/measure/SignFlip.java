package dev.assay.measure;

import java.util.SplittableRandom;

/// Paired sign-flip randomisation test: how often would a mean delta this far from 0 arise if
/// baseline and candidate were interchangeable? Two-sided.
///
/// `T = |sum of the deltas|`. Up to 20 clusters every pattern of signs is tried, `p` = the share
/// with `|sum| >= T`; above, `p = (b + 1) / (m + 1)` over `m` seeded draws, never 0. Deltas of one
/// source document are flipped together. Fisher 1935, The Design of Experiments; the +1: Phipson
/// and Smyth 2010, doi:10.2202/1544-6115.1585. With fewer than 6 clusters nothing reaches .05.
///
/// @param draws at least 1; 10,000 or more is usual, standard error of p near .05 then .0022
public record SignFlip(int draws, long seed) {
  private static final int MOST_EXACT = 20;

  public SignFlip {
    if (draws < 1) {
      throw new IllegalArgumentException("draws must be at least 1, got " + draws);
    }
  }

  /// The p-value.
  ///
  /// @param deltas candidate - baseline, for the questions scored in both; at least one
  /// @param clusterOf for each delta the number of its source document, from 0 without gaps
  public double p(double[] deltas, int[] clusterOf) {
    if (deltas.length == 0) {
      throw new IllegalArgumentException("no deltas, no test");
    }
    double[] totals = Clusters.of(deltas, clusterOf).totals();
    double observed = 0;
    double size = 0;
    for (double total : totals) {
      observed += total;
      size += Math.abs(total);
    }
    // The same sum in another order may differ in the last bits.
    double threshold = Math.abs(observed) - 1e-12 * size;
    return totals.length <= MOST_EXACT
        ? exact(totals.length, sums(totals), threshold)
        : drawn(sums(totals), threshold);
  }

  private static double exact(int n, double[] sums, double threshold) {
    int patterns = 1 << n;
    int extreme = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      double sum = 0;
      for (int g = 0, bits = pattern; g < sums.length; g += 256, bits >>>= 8) {
        sum += sums[g + (bits & 255)];
      }
      if (Math.abs(sum) >= threshold) {
        extreme++;
      }
    }
    return (double) extreme / patterns;
  }

  private double drawn(double[] sums, double threshold) {
    var random = new SplittableRandom(seed);
    int extreme = 0;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (int g = 0; g < sums.length; ) {
        long bits = random.nextLong();
        int end = Math.min(sums.length, g + 8 * 256);
        for (; g < end; g += 256, bits >>>= 8) {
          sum += sums[g + (int) (bits & 255)];
        }
      }
      if (Math.abs(sum) >= threshold) {
        extreme++;
      }
    }
    return (extreme + 1.0) / (draws + 1.0);
  }

  /// For each group of eight values the sums under all 256 patterns of signs, so that a draw costs
  /// one addition for eight values.
  private static double[] sums(double[] values) {
    int groups = (values.length + 7) / 8;
    double[] sums = new double[groups * 256];
    for (int i = 0; i < values.length; i++) {
      int group = i / 8 * 256;
      for (int pattern = 0; pattern < 256; pattern++) {
        boolean flipped = (pattern >> (i % 8) & 1) == 1;
        sums[group + pattern] += flipped ? -values[i] : values[i];
      }
    }
    return sums;
  }
}
