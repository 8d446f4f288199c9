package dev.assay.measure;

/// What a two-sided paired comparison can detect. Cohen 1988, Statistical Power Analysis, chapter
/// 2.
///
/// @param level the chance of a false finding, .05; with `c` candidates under Holm plan with `.05 /
///   c`
/// @param power the chance of finding a difference that is there, .8
public record Power(double level, double power) {
  public Power {
    if (!(level > 0 && level < 1 && power > 0 && power < 1)) {
      throw new IllegalArgumentException(
          "level and power must be in (0,1), got %s and %s".formatted(level, power));
    }
  }

  /// `z(1 - level/2) + z(power)`: 2.8016 at .05 and .8.
  double factor() {
    return Normal.quantile(1 - level / 2) + Normal.quantile(power);
  }

  /// The smallest detectable mean delta, `factor * sd / sqrt(n)`. Below it, name no winner.
  ///
  /// @param standardDeviation of the deltas
  /// @param n questions, at least 1; fractions arise from dividing by [#clusterFactor]
  public double detectable(double standardDeviation, double n) {
    if (!(n > 0)) {
      throw new IllegalArgumentException("n must be above 0, got " + n);
    }
    return factor() * standardDeviation / Math.sqrt(n);
  }

  /// How many questions detect this delta: `(factor * sd / delta)^2`, rounded up.
  public long questions(double standardDeviation, double delta) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("delta must be above 0, got " + delta);
    }
    return (long) Math.ceil(Math.pow(factor() * standardDeviation / delta, 2));
  }

  /// How many times more questions are needed when they share source documents: `1 + (size - 1)
  /// icc`.
  ///
  /// @param meanSize questions a document
  /// @param icc correlation of deltas within a document
  public static double clusterFactor(double meanSize, double icc) {
    return 1 + (meanSize - 1) * icc;
  }
}
