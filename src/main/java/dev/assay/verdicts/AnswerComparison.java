package dev.assay.verdicts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.PairedDelta;
import dev.assay.judge.metric.Direction;
import dev.assay.measure.WinTieLoss;
import dev.assay.verdicts.JudgedAnswers.MetricMean;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Answers of systems against those of one, question by question and metric by metric.
///
/// @param judge who scored all of them; null where the scores came with the files
/// @param qualification of the judge, as [Qualifications#summary] says it; null without a judge,
///   and where nobody looked
/// @param baseline its name
/// @param systems the others
/// @param family how many p-values Holm corrects: all metrics and systems together
/// @param minimumDifference deltas inside it do not matter
/// @param level of the intervals, .95
/// @param resamples of the bootstrap
/// @param draws of the sign-flip test, above 20 questions
/// @param agreement of the metrics with what people prefer; null where nobody asked
public record AnswerComparison(
    @Nullable String judge,
    @Nullable String qualification,
    String baseline,
    List<OtherSystem> systems,
    int family,
    double minimumDifference,
    double level,
    int resamples,
    int draws,
    List<OfMetric> metrics,
    @Nullable Agreement agreement) {

  /// The same beside how far the judge can be trusted, and what people prefer.
  ///
  /// @param known of the judge; null without one
  /// @param people null where nobody asked
  public AnswerComparison with(@Nullable String known, @Nullable Agreement people) {
    return new AnswerComparison(
        judge,
        known,
        baseline,
        systems,
        family,
        minimumDifference,
        level,
        resamples,
        draws,
        metrics,
        people);
  }

  /// What the answers of two systems are paired by.
  public enum By {
    /// Their ids, which ask the same in both.
    @JsonProperty("id")
    ID,
    /// The text of their questions; of several answers to one the mean counts.
    @JsonProperty("question")
    QUESTION;

    /// `question`
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A system beside the baseline.
  ///
  /// @param both how many pairs there are
  /// @param onlyBaseline what the baseline alone was asked
  /// @param onlyHere what this system alone was asked
  public record OtherSystem(String name, By by, int both, int onlyBaseline, int onlyHere) {}

  /// All systems by one metric.
  ///
  /// @param metric its name, or `declined`, the share of answers that decline, with `:answerable`
  ///   or `:unanswerable` of the questions that have an answer, or have none
  /// @param direction null where nobody says which way is better
  /// @param baseline over all of its answers, paired or not
  public record OfMetric(
      String metric,
      @Nullable Direction direction,
      MetricMean baseline,
      List<Candidate> candidates) {
    /// Whether somebody says which way is better.
    @JsonIgnore
    public boolean isDirected() {
      return Direction.isTold(direction);
    }

    @JsonIgnore
    public boolean isLower() {
      return direction == Direction.LOWER;
    }

    OfMetric with(List<Candidate> candidates) {
      return new OfMetric(metric, direction, baseline, candidates);
    }
  }

  /// One system by one metric.
  ///
  /// @param mean over all of its answers, paired or not
  /// @param delta candidate - baseline; null where no question has a score in both
  /// @param questions on how many it is better, as good, or worse; where no direction is known,
  ///   higher for better; null with the delta
  /// @param p of the sign-flip test, corrected by Holm over the family; null with the delta
  /// @param because what keeps a difference from being concluded, or makes it doubtful
  /// @param worst what it loses most on, the largest loss first
  public record Candidate(
      String name,
      MetricMean mean,
      @Nullable PairedDelta delta,
      @Nullable WinTieLoss questions,
      @Nullable Double p,
      Conclusion conclusion,
      @Nullable String because,
      List<Pair> worst) {
    static Candidate unpaired(String name, MetricMean mean) {
      return new Candidate(
          name,
          mean,
          null,
          null,
          null,
          Conclusion.INCONCLUSIVE,
          "no question has a score in both",
          List.of());
    }
  }

  /// What two systems were asked and both have a score of.
  ///
  /// @param id of the baseline's answer
  /// @param other id of the candidate's
  public record Pair(String id, String other, String question, double baseline, double candidate) {
    @JsonProperty
    public double delta() {
      return candidate - baseline;
    }
  }
}
