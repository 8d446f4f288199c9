package dev.assay.measure;

import java.util.OptionalDouble;

/// How far two raters agree beyond what their own shares make likely: 1 always, 0 as by chance.
///
/// `1 - sum w observed / sum w expected` over all pairs of categories, `expected` = the product of
/// both raters' shares, `w` = how much a disagreement weighs. Cohen 1960,
/// doi:10.1177/001316446002000104; weighted: Cohen 1968, doi:10.1037/h0026256.
public final class Kappa {
  private Kappa() {}

  /// Every disagreement weighs the same. With `po` the observed and `pe` the expected agreement
  /// that is `(po - pe) / (1 - pe)`. Empty where both raters always say the same one thing.
  ///
  /// @param counts square: row by the first rater's category, column by the second's
  public static OptionalDouble plain(int[][] counts) {
    return weighted(counts, false);
  }

  /// For grades: a disagreement weighs the square of its distance.
  ///
  /// @param counts square, categories in order
  public static OptionalDouble quadratic(int[][] counts) {
    return weighted(counts, true);
  }

  private static OptionalDouble weighted(int[][] counts, boolean quadratic) {
    int size = counts.length;
    double[] rows = new double[size];
    double[] columns = new double[size];
    double n = 0;
    for (int i = 0; i < size; i++) {
      if (counts[i].length != size) {
        throw new IllegalArgumentException(
            "row %d has %d columns, not %d".formatted(i, counts[i].length, size));
      }
      for (int j = 0; j < size; j++) {
        rows[i] += counts[i][j];
        columns[j] += counts[i][j];
        n += counts[i][j];
      }
    }
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double weight = quadratic ? (double) (i - j) * (i - j) : i == j ? 0 : 1;
        observed += weight * counts[i][j];
        expected += weight * rows[i] * columns[j] / n;
      }
    }
    return n == 0 || expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - observed / expected);
  }
}
