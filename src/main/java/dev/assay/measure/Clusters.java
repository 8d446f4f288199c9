package dev.assay.measure;

/// Values grouped by the source document they share. Values of one document depend on each other,
/// so they are drawn and flipped together.
///
/// @param totals the sum of each cluster's values
/// @param sizes how many values each cluster has
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; arrays because resampling reads them 10^7 times
record Clusters(double[] totals, int[] sizes) {

  /// @param clusterOf for each value the number of its cluster, from 0 without gaps
  static Clusters of(double[] values, int[] clusterOf) {
    if (values.length != clusterOf.length) {
      throw new IllegalArgumentException(
          "%d values, but %d clusters".formatted(values.length, clusterOf.length));
    }
    int count = 0;
    for (int cluster : clusterOf) {
      count = Math.max(count, cluster + 1);
    }
    double[] totals = new double[count];
    int[] sizes = new int[count];
    for (int i = 0; i < values.length; i++) {
      totals[clusterOf[i]] += values[i];
      sizes[clusterOf[i]]++;
    }
    return new Clusters(totals, sizes);
  }

  double mean() {
    double total = 0;
    int size = 0;
    for (int c = 0; c < totals.length; c++) {
      total += totals[c];
      size += sizes[c];
    }
    return total / size;
  }

  /// The mean without each cluster in turn.
  double[] meansWithoutOne() {
    double total = 0;
    int size = 0;
    for (int c = 0; c < totals.length; c++) {
      total += totals[c];
      size += sizes[c];
    }
    double[] means = new double[totals.length];
    for (int c = 0; c < totals.length; c++) {
      means[c] = (total - totals[c]) / (size - sizes[c]);
    }
    return means;
  }
}
