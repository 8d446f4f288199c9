package dev.assay.measure;

import java.util.OptionalDouble;

/// How alike two judgements order the same systems: tau-b, from -1 (reversed) to 1 (the same
/// order).
///
/// `(C - D) / sqrt((P - Tx)(P - Ty))` over all `P` pairs: `C` ordered alike, `D` the other way
/// round, `Tx` and `Ty` tied in one list. Kendall 1945, doi:10.1093/biomet/33.3.239.
public final class KendallTau {
  private KendallTau() {}

  /// Tau-b of two lists of scores for the same systems; empty where a list is all ties, or has
  /// fewer than two.
  public static OptionalDouble b(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("%d scores against %d".formatted(x.length, y.length));
    }
    long balance = 0;
    long orderedInX = 0;
    long orderedInY = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        int inX = Double.compare(x[i], x[j]);
        int inY = Double.compare(y[i], y[j]);
        balance += (long) inX * inY;
        orderedInX += Math.abs(inX);
        orderedInY += Math.abs(inY);
      }
    }
    return orderedInX == 0 || orderedInY == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(balance / Math.sqrt((double) orderedInX * orderedInY));
  }
}
