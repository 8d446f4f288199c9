package dev.assay.analysis;

import dev.assay.Sha256;
import dev.assay.experiment.ExperimentFile;
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

  /// Whole source documents, or single questions where those are drawn, in the order of a seeded
  /// hash of their ids, until the share is reached; one at least stays. Each keeps its place when
  /// others are added.
  ///
  /// @return ids of questions
  static Set<String> of(List<GoldenQuestion> questions, ExperimentFile.Statistics statistics) {
    var byDocument =
        questions.stream()
            .collect(
                Collectors.groupingBy(statistics.cluster()::of, TreeMap::new, Collectors.toList()));
    var documents =
        byDocument.entrySet().stream()
            .sorted(
                Comparator.comparing(entry -> Sha256.of(statistics.seed() + " " + entry.getKey())))
            .limit(Math.max(0, byDocument.size() - 1))
            .toList();
    var heldOut = new HashSet<String>();
    for (var document : documents) {
      if (heldOut.size() < statistics.holdOut() * questions.size()) {
        document.getValue().forEach(question -> heldOut.add(question.id()));
      }
    }
    return heldOut;
  }
}
