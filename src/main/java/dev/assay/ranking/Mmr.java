package dev.assay.ranking;

/// Maximal marginal relevance: an order that does not say the same thing twice.
///
/// Takes, again and again, the item with the highest `lambda * relevance - (1 - lambda) * the
/// highest similarity to an item taken before`. Ties: the one that stood first. With `lambda = 1`
/// the order of relevance. Carbonell and Goldstein 1998, doi:10.1145/290941.291025.
///
/// @param lambda 0 to 1; 1 is relevance alone
public record Mmr(double lambda) {
  /// How alike items `a` and `b` are, on the scale of the relevances.
  @FunctionalInterface
  public interface Similarity {
    double of(int a, int b);
  }

  public Mmr {
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("lambda must be from 0 to 1, got " + lambda);
    }
  }

  /// The indexes of the items in their new order.
  public int[] order(double[] relevance, Similarity similarity) {
    int n = relevance.length;
    int[] order = new int[n];
    boolean[] taken = new boolean[n];
    double[] nearest = new double[n];
    for (int place = 0; place < n; place++) {
      int best = -1;
      double most = 0;
      for (int i = 0; i < n; i++) {
        double value = lambda * relevance[i] - (1 - lambda) * (place == 0 ? 0 : nearest[i]);
        if (!taken[i] && (best < 0 || value > most)) {
          best = i;
          most = value;
        }
      }
      order[place] = best;
      taken[best] = true;
      for (int i = 0; i < n; i++) {
        if (!taken[i]) {
          double alike = similarity.of(i, best);
          nearest[i] = place == 0 ? alike : Math.max(nearest[i], alike);
        }
      }
    }
    return order;
  }
}
