package dev.assay.judge.metric;

import dev.assay.judge.Mark;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/// What stands behind the scores of one answer; a list is empty where no metric asked for it.
///
/// @param claims of the answer: supported by the contexts?
/// @param referenceClaims of the reference: supported by the contexts?
/// @param claimsInReference of the answer: entailed by the reference?
/// @param referenceInAnswer of the reference: entailed by the answer?
/// @param chunks useful for the reference?
/// @param criteria of the user's own: does the answer meet it? Each item is the criterion
public record KeptVerdicts(
    List<Mark> claims,
    List<Mark> referenceClaims,
    List<Mark> claimsInReference,
    List<Mark> referenceInAnswer,
    List<Mark> chunks,
    List<Mark> criteria) {
  public KeptVerdicts {
    claims = List.copyOf(Objects.requireNonNullElse(claims, List.of()));
    referenceClaims = List.copyOf(Objects.requireNonNullElse(referenceClaims, List.of()));
    claimsInReference = List.copyOf(Objects.requireNonNullElse(claimsInReference, List.of()));
    referenceInAnswer = List.copyOf(Objects.requireNonNullElse(referenceInAnswer, List.of()));
    chunks = List.copyOf(Objects.requireNonNullElse(chunks, List.of()));
    criteria = List.copyOf(Objects.requireNonNullElse(criteria, List.of()));
  }

  /// The verdicts on one subject.
  public List<Mark> of(Subject subject) {
    return switch (subject) {
      case CLAIMS -> claims;
      case REFERENCE_CLAIMS -> referenceClaims;
      case CLAIMS_IN_REFERENCE -> claimsInReference;
      case REFERENCE_IN_ANSWER -> referenceInAnswer;
      case CHUNKS -> chunks;
    };
  }

  /// The same with the verdicts on each subject changed.
  public KeptVerdicts map(BiFunction<Subject, List<Mark>, List<Mark>> change) {
    return new KeptVerdicts(
        change.apply(Subject.CLAIMS, claims),
        change.apply(Subject.REFERENCE_CLAIMS, referenceClaims),
        change.apply(Subject.CLAIMS_IN_REFERENCE, claimsInReference),
        change.apply(Subject.REFERENCE_IN_ANSWER, referenceInAnswer),
        change.apply(Subject.CHUNKS, chunks),
        criteria);
  }
}
