package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.golden.GoldenQuestion;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The questions that a choice is not made on, so that they can confirm it.
final class HeldOut {
  private HeldOut() {}

  /// Whole source documents, in the order of a seeded hash of their ids, until the share is
  /// reached; one document at least stays. A document keeps its place when others are added.
  ///
  /// @param share 0 to below 1
  /// @return ids of questions
  static Set<String> of(List<GoldenQuestion> questions, double share, long seed) {
    var byDocument =
        questions.stream()
            .collect(
                Collectors.groupingBy(Leaderboard::cluster, TreeMap::new, Collectors.toList()));
    var documents =
        byDocument.entrySet().stream()
            .sorted(Comparator.comparing(entry -> Sha256.of(seed + " " + entry.getKey())))
            .limit(Math.max(0, byDocument.size() - 1))
            .toList();
    var heldOut = new HashSet<String>();
    for (var document : documents) {
      if (heldOut.size() < share * questions.size()) {
        document.getValue().forEach(question -> heldOut.add(question.id()));
      }
    }
    return heldOut;
  }
}
