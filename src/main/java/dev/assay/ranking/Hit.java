package dev.assay.ranking;

import java.util.Comparator;

/// A retrieved chunk (or document) and its score; higher is better.
public record Hit(String id, double score) {
  /// The one total order of the lab: score descending, then id ascending (trec_eval: id
  /// descending).
  public static final Comparator<Hit> ORDER =
      Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::id);

  public Hit {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("the score of '" + id + "' is " + score);
    }
  }
}
