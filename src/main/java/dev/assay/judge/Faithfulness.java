package dev.assay.judge;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The share of an answer's claims that its contexts support.
///
/// `supported / submitted claims`. Ragas divides by the verdicts that came back; for a complete set
/// of valid verdicts both are equal. Range 0 to 1, higher is better. The answer declines:
/// abstained. No answer, contexts or claims: not applicable. A claim without a valid verdict:
/// failed, with the bounds in the reason. Es et al. 2023, arXiv:2309.15217
public record Faithfulness(Outcome outcome, List<ClaimVerdict> claims) {
  public Faithfulness {
    claims = List.copyOf(claims);
  }

  static Faithfulness without(Outcome outcome) {
    return new Faithfulness(outcome, List.of());
  }

  /// What can be said about faithfulness without reading a claim, or null where there is work to
  /// do.
  static @Nullable Faithfulness withoutClaims(Answer answer, List<Context> contexts) {
    if (answer.failure() != null) {
      return without(new Outcome.Failed("there is no answer: " + answer.failure()));
    }
    if (answer.declined()) {
      return without(new Outcome.Abstained("the answer declines the question"));
    }
    if (answer.text().isBlank()) {
      return without(new Outcome.NotApplicable("the answer is empty"));
    }
    if (contexts.stream().allMatch(context -> context.text().isBlank())) {
      return without(new Outcome.NotApplicable("there are no contexts"));
    }
    return null;
  }

  /// Scores the claims.
  ///
  /// @param reply what to show where a verdict is missing: the judge's raw words or its failure
  static Faithfulness of(List<ClaimVerdict> claims, String reply) {
    if (claims.isEmpty()) {
      return without(new Outcome.NotApplicable("the answer makes no claim"));
    }
    int n = claims.size();
    long missing = claims.stream().filter(claim -> claim.supported() == null).count();
    long supported =
        claims.stream().filter(claim -> Objects.equals(claim.supported(), true)).count();
    if (missing > 0) {
      return new Faithfulness(
          new Outcome.Failed(
              "%d of %d claims have no valid verdict, so the value lies between %d/%d and %d/%d: %s"
                  .formatted(missing, n, supported, n, supported + missing, n, reply)),
          claims);
    }
    return new Faithfulness(new Outcome.Scored((double) supported / n), claims);
  }
}
