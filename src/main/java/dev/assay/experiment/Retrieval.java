package dev.assay.experiment;

import dev.assay.Default;
import dev.assay.lexical.Analyzer;
import dev.assay.ranking.Weighted.Normalisation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a configuration retrieves: one leg, or a fusion of the dense and the sparse leg.
public sealed interface Retrieval {
  /// The dense leg: cosine between the model's vectors, exact search.
  record Dense() implements Retrieval {}

  /// The sparse leg: BM25 with the terms of a Lucene analyzer.
  record Bm25(
      @Default("english") Analyzer analyzer, @Default("0.9") double k1, @Default("0.4") double b)
      implements Retrieval {
    public Bm25 {
      settings(k1, b);
    }

    private static dev.assay.lexical.Bm25 settings(double k1, double b) {
      return new dev.assay.lexical.Bm25(k1, b);
    }

    public static final Bm25 DEFAULT = new Bm25(Analyzer.ENGLISH, 0.9, 0.4);

    public dev.assay.lexical.Bm25 settings() {
      return settings(k1, b);
    }
  }

  /// Reciprocal rank fusion of two retrievals named in `of`.
  ///
  /// @param depth hits of each leg that are fused; absent: all that were fetched
  record Rrf(
      @Default("60") int k, @Default("[dense, bm25]") List<String> of, @Nullable Integer depth)
      implements Retrieval {
    public Rrf {
      refuseShallow(depth);
    }
  }

  /// Weighted sum of normalised scores; the keys of `weights` name the retrievals.
  ///
  /// @param depth hits of each leg that are fused; absent: all that were fetched
  record Weighted(
      @Default("{dense: 0.5, bm25: 0.5}") Map<String, Double> weights,
      @Default("minMax") Normalisation normalise,
      @Nullable Integer depth)
      implements Retrieval {
    public Weighted {
      refuseShallow(depth);
    }
  }

  private static void refuseShallow(@Nullable Integer depth) {
    if (depth != null && depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1, got " + depth);
    }
  }
}
