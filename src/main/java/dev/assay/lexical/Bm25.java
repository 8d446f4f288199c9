package dev.assay.lexical;

/// The two settings of BM25 (Robertson and Zaragoza 2009, doi:10.1561/1500000019).
///
/// @param k1 how much a repeated term still adds: 0 counts a term once, common values are .9 to 2
/// @param b how much long chunks are marked down: 0 not at all, 1 in proportion to their length
public record Bm25(double k1, double b) {
  /// The values of the published baselines (Anserini, BEIR).
  public static final Bm25 DEFAULT = new Bm25(.9, .4);

  public Bm25 {
    if (!Double.isFinite(k1) || k1 < 0) {
      throw new IllegalArgumentException(
          "illegal k1 value: " + k1 + ", must be a finite number, at least 0");
    }
    if (!(b >= 0 && b <= 1)) {
      throw new IllegalArgumentException("illegal b value: " + b + ", must be between 0 and 1");
    }
  }

  /// What one term adds to the document side: `tf·(k1+1) / (tf + k1·(1 − b + b·dl/avgdl))`.
  ///
  /// @param tf how often the chunk has the term, at least 1
  /// @param length terms of the chunk
  /// @param averageLength terms of a chunk on average, above 0
  double weight(int tf, int length, double averageLength) {
    return tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / averageLength));
  }

  /// `ln(1 + (N − df + .5) / (df + .5))`: Lucene's form, above 0 even for a term in every chunk.
  static double idf(long chunks, long df) {
    return Math.log1p((chunks - df + .5) / (df + .5));
  }
}
