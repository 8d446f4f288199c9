package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
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
/// @param byDocument true where documents were ranked and graded, not chunks; else null
/// @param runs what of run files could be used; null where configurations alone are compared
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
    @Nullable Partial partial,
    @Nullable Boolean byDocument,
    @Nullable List<OtherRun> runs) {

  public Comparison with(@Nullable Partial part, boolean documents, List<OtherRun> others) {
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
        part,
        documents ? true : null,
        others.isEmpty() ? null : others);
  }

  /// What of another system's run file could be compared.
  ///
  /// @param file as it was named
  /// @param chunking whose chunks it ranks; null where it ranks documents
  /// @param questions that have something to find
  /// @param missing those of them that it has no ranking of
  /// @param complete whether these count as nothing found; else they are not scored
  /// @param unknownQuestions of the file that are no golden questions, left out
  /// @param hits on the golden questions, to the depth of the experiment
  /// @param unknownIds hits that name nothing the corpus has: they keep their ranks, unjudged
  /// @param beyondDepth hits left out because the experiment looks no deeper
  public record OtherRun(
      String file,
      @Nullable String chunking,
      int questions,
      Some missing,
      boolean complete,
      Some unknownQuestions,
      int hits,
      Some unknownIds,
      int beyondDepth) {}

  /// How many there are, and the first different ones.
  public record Some(int n, List<String> first) {
    private static final int SHOWN = 3;

    static Some of(List<String> all) {
      return new Some(all.size(), all.stream().distinct().limit(SHOWN).toList());
    }

    @Override
    public String toString() {
      return String.join(", ", first) + (n > first.size() ? ", …" : "");
    }
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
    INCONCLUSIVE;

    /// `better`
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
