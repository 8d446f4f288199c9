package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Candidates against one baseline on one measure, question by question. `docs/comparing.md` says
/// what each figure means.
///
/// @param slice the questions looked at, `type:lookup`; null for all
/// @param alike what all compared configurations share, factor to name
/// @param family how many p-values Holm corrects: the candidates, of all slices looked at together
/// @param minimumDifference deltas inside it do not matter
/// @param level of the intervals, .95
/// @param resamples of the bootstrap
/// @param draws of the sign-flip test, above 20 source documents
/// @param unjudged the share of the first hits that nobody judged and that count as not relevant,
///   over all compared configurations; null where the measure has no cutoff in hits or leaves them
///   out
/// @param partial which part of the experiment ran; null where all of it did
public record Comparison(
    String experiment,
    String measure,
    @Nullable String slice,
    Map<String, String> alike,
    int family,
    double minimumDifference,
    double level,
    int resamples,
    int draws,
    @Nullable Double unjudged,
    Standing baseline,
    List<Candidate> candidates,
    @Nullable Partial partial) {

  Comparison with(@Nullable Partial part) {
    return new Comparison(
        experiment,
        measure,
        slice,
        alike,
        family,
        minimumDifference,
        level,
        resamples,
        draws,
        unjudged,
        baseline,
        candidates,
        part);
  }

  /// All values of one property of the questions, looked at together.
  ///
  /// @param property `type`, `language`, `collection` or `length`
  public record Slices(String experiment, String property, List<Comparison> slices) {}

  /// How one configuration stands by itself.
  ///
  /// @param differs the label without the factors that all compared configurations share
  /// @param mean over its own scored questions; null where none is scored
  /// @param n questions scored
  /// @param expected questions the measure applies to
  /// @param beside the means of measures shown beside, `Judged@10` among them
  public record Standing(
      String id,
      String label,
      String differs,
      @Nullable Double mean,
      int n,
      int expected,
      boolean covered,
      Map<String, Double> beside) {
    /// The share of the expected questions that were scored, 0 to 1; 1 where none was expected.
    public double coverage() {
      return expected == 0 ? 1 : (double) n / expected;
    }
  }

  /// One candidate against the baseline.
  ///
  /// @param delta null where no question is scored in both
  /// @param p of the sign-flip test, corrected by Holm over the family; null with the delta
  /// @param because what keeps a difference from being concluded, or makes it doubtful; null for a
  ///   plain conclusion
  /// @param worst the questions it loses most on, the largest loss first
  public record Candidate(
      Standing standing,
      @Nullable PairedDelta delta,
      @Nullable Double p,
      Conclusion conclusion,
      @Nullable String because,
      List<Change> worst) {}

  /// A question that two configurations were scored on.
  ///
  /// @param delta candidate - baseline
  public record Change(
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
