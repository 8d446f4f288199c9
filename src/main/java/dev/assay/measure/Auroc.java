package dev.assay.measure;

import java.util.Arrays;
import java.util.OptionalDouble;

/// How well a score tells positives from negatives: the chance that a positive scores higher than a
/// negative, ties counting half. 1 is perfect, .5 chance. Mann and Whitney 1947,
/// doi:10.1214/aoms/1177730491; Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747.
public final class Auroc {
  private Auroc() {}

  /// Empty where one of both has no score.
  public static OptionalDouble of(double[] positives, double[] negatives) {
    if (positives.length == 0 || negatives.length == 0) {
      return OptionalDouble.empty();
    }
    double[] pool = negatives.clone();
    Arrays.sort(pool);
    double wins = 0;
    for (double score : positives) {
      wins += (below(pool, score, false) + below(pool, score, true)) / 2.0;
    }
    return OptionalDouble.of(wins / positives.length / negatives.length);
  }

  /// How many are below, or at most, the score.
  private static int below(double[] ascending, double score, boolean orEqual) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < score || (orEqual && ascending[middle] == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
