package dev.assay.judge.metric;

import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;

/// Whether the useful chunks stand before those that are not: `sum over ranks i of P@i * v(i)`,
/// divided by the sum of `v(i)`. It divides by the useful chunks that were *retrieved*, so it is
/// not average precision and says nothing about recall. None useful: 0.
final class RankedPrecision {
  private RankedPrecision() {}

  /// Of marked chunks, in the order of their ranks.
  ///
  /// @param compat a missing mark fails it where corrected; exact, the others are ranked without it
  static Outcome of(Finding<Marks> useful, Compat compat, double epsilon) {
    return useful
        .then(marks -> Share.labels(compat, marks, "chunks"))
        .score(chunks -> new Outcome.Scored(of(chunks, epsilon)));
  }

  /// @param epsilon added to the divisor: 0, or 1e-10 as Ragas has it
  static double of(boolean[] useful, double epsilon) {
    double sum = 0;
    int found = 0;
    for (int i = 0; i < useful.length; i++) {
      if (useful[i]) {
        found++;
        sum += (double) found / (i + 1);
      }
    }
    return found == 0 ? 0 : Math.min(1, sum / (found + epsilon));
  }
}
