package dev.assay.lexical;

import java.util.List;

/// BM25 of one chunk for one query, taken apart.
///
/// @param length dl, the terms of the chunk
/// @param averageLength avgdl
/// @param contributions one per different query term, in the order of the query
public record Explanation(int length, double averageLength, List<Contribution> contributions) {

  /// What one query term adds.
  ///
  /// @param qtf how often the query has it
  /// @param df how many chunks have it; 0 where none has
  /// @param idf 0 where no chunk has it
  /// @param tf how often this chunk has it; 0 where it is absent
  /// @param score `qtf · idf · tf·(k1+1) / (tf + k1·(1 − b + b·dl/avgdl))`, 0 where it is absent
  public record Contribution(String term, int qtf, int df, double idf, int tf, double score) {
    public boolean matched() {
      return tf > 0;
    }
  }

  public Explanation {
    contributions = List.copyOf(contributions);
  }

  /// The chunk's BM25 score, as Milvus's sparse leg has it up to its 32-bit arithmetic.
  public double score() {
    return contributions.stream().mapToDouble(Contribution::score).sum();
  }
}
