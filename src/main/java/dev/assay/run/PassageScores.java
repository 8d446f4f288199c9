package dev.assay.run;

import dev.assay.Sha256;
import dev.assay.embed.PassageScorer.Scored;
import dev.assay.experiment.Ledger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What rerankers gave passages, by the reranker's fingerprint, the question and the passage; how
/// many passages were scored beside it does not matter. The first ledgers kept them by the depth
/// too and without their time, in a table that is still read.
final class PassageScores {
  private final Ledger ledger;

  PassageScores(Ledger ledger) {
    this.ledger = ledger;
  }

  /// A score that is there.
  ///
  /// @param milliseconds its part of the call that gave it, so that the time of a whole ranking is
  ///   known whichever configuration asked for its passages; null in the first ledgers
  record Known(double score, @Nullable Double milliseconds) {}

  /// The scores of one question's passages, by the passage's digest.
  ///
  /// @param former the reranker's fingerprint in the first ledgers; null where there is none
  Map<String, Known> of(String reranker, @Nullable String former, String query) {
    var known = new HashMap<String, Known>();
    if (former != null) {
      ledger.each(
          "select passage, score from rerank_score where reranker = ? and query = ?",
          row -> known.put(row.getString(1), new Known(row.getDouble(2), null)),
          former,
          Sha256.of(query));
    }
    ledger.each(
        "select passage, score, milliseconds from passage_score where reranker = ? and query = ?",
        row -> known.put(row.getString(1), new Known(row.getDouble(2), row.getDouble(3))),
        reranker,
        Sha256.of(query));
    return known;
  }

  /// @param scored one a passage, in their order
  /// @param milliseconds of each passage
  void put(
      String reranker,
      String query,
      List<String> passages,
      List<Scored> scored,
      double milliseconds) {
    ledger.inTransaction(() -> {
      for (int i = 0; i < scored.size(); i++) {
        ledger.update(
            "insert or replace into passage_score values (?, ?, ?, ?, ?, ?)",
            reranker,
            Sha256.of(query),
            Sha256.of(passages.get(i)),
            scored.get(i).score(),
            scored.get(i).truncated() ? 1 : 0,
            milliseconds);
      }
      return true;
    });
  }

  /// The digests of the passages of which the reranker saw only the beginning, by the question's.
  Map<String, Set<String>> truncated(String reranker) {
    var truncated = new HashMap<String, Set<String>>();
    ledger.each(
        "select query, passage from passage_score where reranker = ? and truncated = 1",
        row ->
            truncated.computeIfAbsent(row.getString(1), _ -> new HashSet<>()).add(row.getString(2)),
        reranker);
    return truncated;
  }
}
