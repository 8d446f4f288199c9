package dev.assay.ranking;

/// Reciprocal rank fusion: `sum over the legs of 1 / (k + rank)`, ranks from 1.
///
/// Looks at ranks only, so legs need no common scale. A larger `k` evens out the difference between
/// high and low ranks; 60 is usual. Cormack, Clarke and Büttcher 2009, doi:10.1145/1571941.1572114.
///
/// @param k at least 1
public record Rrf(int k) implements Fusion {
  public Rrf {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, got " + k + " (60 is usual)");
    }
  }

  @Override
  public double[] parts(Leg leg) {
    double[] parts = new double[leg.ranking().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = 1 / ((double) k + (i + 1));
    }
    return parts;
  }
}
