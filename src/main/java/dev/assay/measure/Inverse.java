package dev.assay.measure;

import java.util.function.DoubleUnaryOperator;

/// Inverts a rising function by bisection, to the last bit that bisection can give.
final class Inverse {
  private Inverse() {}

  static double of(DoubleUnaryOperator rising, double value, double low, double high) {
    double below = low;
    double above = high;
    for (double middle = (below + above) / 2;
        below < middle && middle < above;
        middle = (below + above) / 2) {
      if (rising.applyAsDouble(middle) < value) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }
}
