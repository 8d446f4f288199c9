package dev.assay.synth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One document's candidates, of which each round takes one.
final class Turn {
  private final List<Candidate> open;

  Turn(Sample sample, List<Candidate> candidates) {
    open = new ArrayList<>(candidates);
    open.sort(
        Comparator.comparing(
            candidate -> sample.key(candidate.document() + "\n" + candidate.question())));
  }

  /// Takes the next candidate that passes the review, of the rule that was used least so far;
  /// `subject`, the weakest, comes last. False where none is left.
  boolean take(Review review) {
    while (!open.isEmpty()) {
      var next = open.getFirst();
      for (var candidate : open) {
        if (cost(candidate, review) < cost(next, review)) {
          next = candidate;
        }
      }
      open.remove(next);
      if (review.take(next)) {
        return true;
      }
    }
    return false;
  }

  private static long cost(Candidate candidate, Review review) {
    return candidate.rule().equals("subject")
        ? Integer.MAX_VALUE
        : review.accepted().stream().filter(taken -> taken.rule().equals(candidate.rule())).count();
  }
}
