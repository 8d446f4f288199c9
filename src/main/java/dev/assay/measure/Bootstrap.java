package dev.assay.measure;

import dev.assay.measure.Interval.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/// Bootstrap interval of a mean, clustered by source document.
///
/// Draws whole clusters with replacement; the statistic is total / total, so a large document
/// weighs as much as its questions. The same seed gives the same interval. Where all means are
/// equal, BCa is not defined and the percentile interval is returned, as the interval says. With
/// fewer than 10 clusters no interval is reliable ([Summary#reliable]). Efron 1987,
/// doi:10.1080/01621459.1987.10478410; Field and Welsh 2007, doi:10.1111/j.1467-9868.2007.00593.x.
///
/// @param resamples at least 1; 10,000 is usual
/// @param level in (0,1); .95 is usual
public record Bootstrap(int resamples, double level, Method method, long seed) {
  public Bootstrap {
    Objects.requireNonNull(method);
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, got " + resamples);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0,1), got " + level);
    }
  }

  /// The interval of the mean of `values`.
  ///
  /// @param values at least one
  /// @param clusterOf for each value the number of its cluster, from 0 without gaps
  public Interval interval(double[] values, int[] clusterOf) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values, no interval");
    }
    Clusters clusters = Clusters.of(values, clusterOf);
    return interval(clusters, resample(clusters));
  }

  /// @param means of resamples of these clusters, in any order; sorted here
  Interval interval(Clusters clusters, double[] means) {
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    return switch (method) {
      case PERCENTILE -> percentile(means, tail);
      case BCA -> bca(clusters, means, tail);
    };
  }

  private double[] resample(Clusters clusters) {
    var random = new SplittableRandom(seed);
    double[] totals = clusters.totals();
    int[] sizes = clusters.sizes();
    double[] means = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      double total = 0;
      int size = 0;
      long bits = 0;
      for (int draw = 0; draw < totals.length; draw++) {
        // Two draws a random number, by multiplication (Lemire 2019, doi:10.1145/3230636): twice as
        // fast as nextInt(n), and no cluster is favoured by more than n / 2^32.
        bits = draw % 2 == 0 ? random.nextLong() : bits << 32;
        int cluster = (int) (((bits >>> 32) * totals.length) >>> 32);
        total += totals[cluster];
        size += sizes[cluster];
      }
      means[b] = total / size;
    }
    return means;
  }

  private Interval percentile(double[] means, double tail) {
    return new Interval(
        Percentile.ofSorted(means, tail),
        Percentile.ofSorted(means, 1 - tail),
        level,
        Method.PERCENTILE);
  }

  private Interval bca(Clusters clusters, double[] means, double tail) {
    double bias = bias(means, clusters.mean());
    double acceleration = acceleration(clusters.meansWithoutOne());
    if (!Double.isFinite(bias) || !Double.isFinite(acceleration)) {
      return percentile(means, tail);
    }
    return new Interval(
        Percentile.ofSorted(means, corrected(tail, bias, acceleration)),
        Percentile.ofSorted(means, corrected(1 - tail, bias, acceleration)),
        level,
        Method.BCA);
  }

  /// `z0 = quantile((#less + half #equal) / B)`; infinite where the mean lies outside the resampled
  /// ones.
  static double bias(double[] means, double mean) {
    // Resamples with the same values in another order differ in the last bits.
    double tolerance = 1e-12 * Math.max(Math.abs(means[0]), Math.abs(means[means.length - 1]));
    double below = 0;
    for (double resampled : means) {
      if (Math.abs(resampled - mean) <= tolerance) {
        below += .5;
      } else if (resampled < mean) {
        below++;
      }
    }
    double share = below / means.length;
    return share == 0 || share == 1 ? Double.POSITIVE_INFINITY : Normal.quantile(share);
  }

  /// `a = sum u^3 / (6 (sum u^2)^1.5)`, `u` = mean of the leave-one-out means - each; NaN where all
  /// are equal.
  static double acceleration(double[] withoutOne) {
    double mean = Arrays.stream(withoutOne).average().orElse(Double.NaN);
    double squares = 0;
    double cubes = 0;
    for (double value : withoutOne) {
      double u = mean - value;
      squares += u * u;
      cubes += u * u * u;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  /// The level at which the quantile is read instead: `cdf(z0 + (z0 + z) / (1 - a (z0 + z)))`.
  static double corrected(double share, double bias, double acceleration) {
    double z = bias + Normal.quantile(share);
    double corrected = Normal.cdf(bias + z / (1 - acceleration * z));
    // A level that rounds to 0 means: the lowest mean.
    return Math.max(corrected, Double.MIN_NORMAL);
  }
}
