package dev.assay.ranking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.function.UnaryOperator;

/// The ranking of units that a ranking of chunks implies: of documents, where judgements were made
/// on documents, or of what chunks return, where several return the same.
public final class UnitRanking {
  private UnitRanking() {}

  /// A unit stands where its best chunk stands, numbered without gaps, with that chunk's score.
  /// Ties stay as the chunks broke them. Cut the result, not the chunks: `k` chunks may be fewer
  /// units.
  ///
  /// @param unitOf chunk id to the unit's id
  public static Ranking of(Ranking chunks, UnaryOperator<String> unitOf) {
    var seen = new HashSet<String>();
    var hits = new ArrayList<Hit>();
    for (Hit chunk : chunks.hits()) {
      String unit = unitOf.apply(chunk.id());
      if (seen.add(unit)) {
        hits.add(new Hit(unit, chunk.score()));
      }
    }
    return Ranking.inOrder(hits);
  }
}
