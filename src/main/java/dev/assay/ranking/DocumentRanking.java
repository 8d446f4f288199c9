package dev.assay.ranking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.function.UnaryOperator;

/// The ranking of documents that a ranking of chunks implies, for judgements made on documents.
public final class DocumentRanking {
  private DocumentRanking() {}

  /// A document stands where its best chunk stands, numbered without gaps, with that chunk's score.
  /// Ties stay as the chunks broke them. Cut the result, not the chunks: `k` chunks may be fewer
  /// documents.
  ///
  /// @param documentOf chunk id to document id
  public static Ranking of(Ranking chunks, UnaryOperator<String> documentOf) {
    var seen = new HashSet<String>();
    var hits = new ArrayList<Hit>();
    for (Hit chunk : chunks.hits()) {
      String document = documentOf.apply(chunk.id());
      if (seen.add(document)) {
        hits.add(new Hit(document, chunk.score()));
      }
    }
    return Ranking.inOrder(hits);
  }
}
