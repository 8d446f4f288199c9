package dev.assay.measure;

import java.util.Optional;

/// A share with its Wilson interval, which stays inside [0,1] and has some width even at 0 of `n`.
///
/// `centre = (share + z^2/2n) / (1 + z^2/n)`, `half = z sqrt(share(1-share)/n + z^2/4n^2) / (1 +
/// z^2/n)`. Wilson 1927, doi:10.1080/01621459.1927.10502953.
///
/// @param n of how many
public record Proportion(double share, double low, double high, int n) {
  /// `count` of `n`; empty where `n` is 0.
  ///
  /// @param level of the interval, .95 is usual
  public static Optional<Proportion> of(int count, int n, double level) {
    if (count < 0 || count > n) {
      throw new IllegalArgumentException("%d of %d is not a share".formatted(count, n));
    }
    if (n == 0) {
      return Optional.empty();
    }
    double z2 = Math.pow(Normal.twoSided(level), 2);
    double share = (double) count / n;
    double scale = 1 + z2 / n;
    double centre = (share + z2 / (2 * n)) / scale;
    double half = Math.sqrt(z2 * (share * (1 - share) / n + z2 / (4.0 * n * n))) / scale;
    // At 0 and at n of n the outer bound is the share itself, which rounding would miss.
    double low = count == 0 ? 0 : Math.max(0, centre - half);
    double high = count == n ? 1 : Math.min(1, centre + half);
    return Optional.of(new Proportion(share, low, high, n));
  }
}
