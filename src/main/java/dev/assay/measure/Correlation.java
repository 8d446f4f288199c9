package dev.assay.measure;

import java.util.Arrays;
import java.util.OptionalDouble;

/// How far two lists of numbers rise and fall together, from -1 to 1: the product-moment
/// correlation, `sum (x - mx)(y - my) / sqrt(sum (x - mx)^2 sum (y - my)^2)`. Pearson 1895,
/// doi:10.1098/rspl.1895.0041.
public final class Correlation {
  private Correlation() {}

  /// Empty where a list does not vary, or has fewer than two.
  public static OptionalDouble of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("%d numbers against %d".formatted(x.length, y.length));
    }
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double both = 0;
    double squaresX = 0;
    double squaresY = 0;
    for (int i = 0; i < x.length; i++) {
      both += (x[i] - meanX) * (y[i] - meanY);
      squaresX += (x[i] - meanX) * (x[i] - meanX);
      squaresY += (y[i] - meanY) * (y[i] - meanY);
    }
    double scale = Math.sqrt(squaresX) * Math.sqrt(squaresY);
    return scale == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.clamp(both / scale, -1, 1));
  }
}
