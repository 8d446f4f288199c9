package dev.assay.verdicts;

import dev.assay.answers.GivenAnswer;
import dev.assay.experiment.Judgement;
import dev.assay.judge.metric.ClaimMatrix;
import java.time.Instant;

/// A file of answers of a system outside the lab that was judged, as it is kept to be shown.
///
/// @param id `answers-1f2e`: the file's name, and the beginning of a hash of answers, judge and
///   metrics, so that the same again is the same
/// @param file as it was named
/// @param at when it was last judged
/// @param judged what came of all answers, without rows
public record JudgedFile(String id, String file, Instant at, JudgedAnswers judged) {
  /// One answer and what the judge said of it.
  public record Answer(GivenAnswer given, Judgement judgement) {
    /// Which claim stands in which context.
    public ClaimMatrix matrix() {
      return ClaimMatrix.of(judgement.evidence(), judgement.contexts());
    }
  }
}
