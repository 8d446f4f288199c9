package dev.assay.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// P-values of many candidates against one baseline, corrected for having looked many times.
public enum Correction {
  /// Keeps the chance of any false finding below the level. `max over j <= i of min(1, (m - j + 1)
  /// p(j))`, sorted ascending. Holm 1979, Scandinavian Journal of Statistics 6.
  HOLM,
  /// Keeps the share of false findings below the level; for exploring only. `min over j >= i of
  /// min(1, m p(j) / j)`. Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
  BENJAMINI_HOCHBERG;

  /// The corrected values, in the order given.
  ///
  /// @param p each in [0,1]
  public double[] of(double... p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a p-value must be in [0,1], got " + value);
      }
    }
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] sorted = Arrays.stream(ascending).mapToDouble(i -> p[i]).toArray();
    switch (this) {
      case HOLM -> holm(sorted);
      case BENJAMINI_HOCHBERG -> benjaminiHochberg(sorted);
    }
    double[] corrected = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      corrected[ascending[i]] = sorted[i];
    }
    return corrected;
  }

  private static void holm(double[] p) {
    double highest = 0;
    for (int i = 0; i < p.length; i++) {
      highest = Math.max(highest, Math.min(1, (p.length - i) * p[i]));
      p[i] = highest;
    }
  }

  private static void benjaminiHochberg(double[] p) {
    double lowest = 1;
    for (int i = p.length - 1; i >= 0; i--) {
      lowest = Math.min(lowest, p.length * p[i] / (i + 1));
      p[i] = lowest;
    }
  }
}
