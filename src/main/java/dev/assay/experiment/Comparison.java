package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Candidates against one baseline on one measure, question by question. `docs/comparing.md` says
/// what each figure means.
///
/// @param slice the questions looked at, `type:lookup`; null for all
/// @param minimumDifference deltas inside it do not matter
/// @param level of the intervals, .95
/// @param resamples of the bootstrap
/// @param draws of the sign-flip test, above 20 source documents
public record Comparison(
    String experiment,
    String measure,
    @Nullable String slice,
    double minimumDifference,
    double level,
    int resamples,
    int draws,
    Standing baseline,
    List<Candidate> candidates) {

  /// How one configuration stands by itself.
  ///
  /// @param mean over its own scored questions; null where none is scored
  /// @param n questions scored
  /// @param expected questions the measure applies to
  public record Standing(
      String id, String label, @Nullable Double mean, int n, int expected, boolean covered) {
    /// The share of the expected questions that were scored, 0 to 1; 1 where none was expected.
    public double coverage() {
      return expected == 0 ? 1 : (double) n / expected;
    }
  }

  /// One candidate against the baseline.
  ///
  /// @param delta null where no question is scored in both
  /// @param p of the sign-flip test, corrected by Holm over all candidates; null with the delta
  /// @param because what keeps a difference from being concluded, or makes it doubtful; null for a
  ///   plain conclusion
  /// @param worst the questions it loses most on, the largest loss first
  public record Candidate(
      Standing standing,
      @Nullable PairedDelta delta,
      @Nullable Double p,
      Conclusion conclusion,
      @Nullable String because,
      List<Loss> worst) {}

  /// A question that the candidate is worse on.
  ///
  /// @param delta candidate - baseline, below 0
  public record Loss(
      String question, String text, double baseline, double candidate, double delta) {}

  /// What a comparison ends in.
  public enum Conclusion {
    /// The whole interval lies inside the minimum difference. Goes first: a difference that is
    /// there and does not matter is equivalence.
    @JsonProperty("equivalent")
    EQUIVALENT,
    /// The interval lies above 0, and Holm's p below 1 - level.
    @JsonProperty("better")
    BETTER,
    /// The interval lies below 0, and Holm's p below 1 - level.
    @JsonProperty("worse")
    WORSE,
    /// The questions do not tell.
    @JsonProperty("inconclusive")
    INCONCLUSIVE
  }
}
