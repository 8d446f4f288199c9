package dev.assay.verdicts;

import dev.assay.answers.GivenAnswer;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Judgement;
import dev.assay.experiment.Result;
import dev.assay.judge.Answer;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Direction;
import dev.assay.judge.metric.KeptVerdicts;
import dev.assay.judge.metric.Metric;
import dev.assay.measure.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What a judge said of answers that a system outside the lab gave.
///
/// @param judge who judged
/// @param compat how metrics with a known defect were computed; null in what was kept before
///   2026-11-28
/// @param answers how many
/// @param metrics by name, in the order asked for
/// @param given the scores that the file has already, by metric; null where it has none
/// @param costs by prompt; null where no language model was asked
/// @param rows one an answer, in the order of the file; null where they are not wanted
/// @param kept where the page `/answers/KEPT` shows them; null where no judge was asked
public record JudgedAnswers(
    String judge,
    @Nullable Compat compat,
    int answers,
    Map<String, MetricMean> metrics,
    @Nullable Map<String, MetricMean> given,
    Abstention abstention,
    @Nullable Map<String, Result.Cost> costs,
    @Nullable List<Row> rows,
    @Nullable String kept) {

  /// A mean over answers, with its 95 % interval; answers to one question are drawn together. No
  /// interval where all answer one question.
  ///
  /// @param mean null where no answer was scored
  /// @param expected answers that were scored, failed or abstained
  /// @param failure why most of those that failed did; null where none failed
  /// @param coverage n / expected; 1 where none was expected
  /// @param direction null where a file does not say
  public record MetricMean(
      @Nullable Double mean,
      @Nullable Double low,
      @Nullable Double high,
      int n,
      int expected,
      int failed,
      @Nullable String failure,
      int abstained,
      int notApplicable,
      double coverage,
      @Nullable Direction direction) {
    /// Whether no more failed than may; abstained ones have an outcome.
    public boolean covered() {
      return expected - failed >= ExperimentFile.Coverage.USUAL * expected;
    }
  }

  /// How often answers decline, over all of them and where it is known whether there was an answer.
  ///
  /// @param answerable declining these is an answer missed; null where the file names none
  /// @param unanswerable declining these is right
  public record Abstention(
      Declined all, @Nullable Declined answerable, @Nullable Declined unanswerable) {}

  /// How many of the answers decline.
  ///
  /// @param n answers, without those that are missing
  /// @param rate null where there are none
  public record Declined(int n, int declined, @Nullable Double rate) {
    static Declined of(List<GivenAnswer> given) {
      var answers =
          given.stream()
              .map(one -> one.sample().answer())
              .filter(answer -> answer.failure() == null)
              .toList();
      int declined = (int) answers.stream().filter(Answer::declined).count();
      int n = answers.size();
      return new Declined(n, declined, n == 0 ? null : (Double) ((double) declined / n));
    }
  }

  /// One answer.
  ///
  /// @param given what the file says of it; null where it says nothing
  public record Row(
      String id,
      String question,
      Map<String, Outcome> outcomes,
      @Nullable Map<String, Outcome> given,
      KeptVerdicts evidence) {}

  /// @param judgements one an answer
  static JudgedAnswers of(
      String judge,
      Compat compat,
      List<Metric> metrics,
      List<GivenAnswer> answers,
      List<Judgement> judgements,
      @Nullable Map<String, Result.Cost> costs,
      Bootstrap bootstrap) {
    var means = new LinkedHashMap<String, MetricMean>();
    for (Metric metric : metrics) {
      var outcomes =
          judgements.stream()
              .map(judgement -> Objects.requireNonNull(judgement.outcomes().get(metric.name())))
              .toList();
      means.put(metric.name(), mean(metric.direction(), answers, outcomes, bootstrap));
    }
    var rows = new ArrayList<Row>();
    for (int i = 0; i < answers.size(); i++) {
      var judgement = judgements.get(i);
      rows.add(
          new Row(
              answers.get(i).id(),
              answers.get(i).sample().question(),
              judgement.outcomes(),
              given(answers.get(i)),
              judgement.evidence()));
    }
    return new JudgedAnswers(
        judge,
        compat,
        answers.size(),
        means,
        given(answers, bootstrap),
        abstention(answers),
        costs,
        rows,
        null);
  }

  private static @Nullable Map<String, Outcome> given(GivenAnswer answer) {
    if (answer.scores().isEmpty()) {
      return null;
    }
    var outcomes = new LinkedHashMap<String, Outcome>();
    answer.scores().forEach((metric, score) -> outcomes.put(metric, score.outcome()));
    return outcomes;
  }

  /// Every answer of a file has an outcome of each of its metrics.
  private static @Nullable Map<String, MetricMean> given(
      List<GivenAnswer> answers, Bootstrap bootstrap) {
    if (answers.getFirst().scores().isEmpty()) {
      return null;
    }
    var means = new LinkedHashMap<String, MetricMean>();
    for (String metric : answers.getFirst().scores().keySet()) {
      var scores =
          answers.stream()
              .map(answer -> Objects.requireNonNull(answer.scores().get(metric)))
              .toList();
      Direction direction =
          scores.stream()
              .map(GivenAnswer.GivenScore::direction)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      var outcomes = scores.stream().map(GivenAnswer.GivenScore::outcome).toList();
      means.put(metric, mean(direction, answers, outcomes, bootstrap));
    }
    return means;
  }

  private static MetricMean mean(
      @Nullable Direction direction,
      List<GivenAnswer> answers,
      List<Outcome> outcomes,
      Bootstrap bootstrap) {
    return mean(
        direction,
        outcomes,
        i -> answers.get(i).id(),
        i -> answers.get(i).sample().question(),
        bootstrap);
  }

  /// @param id of the answer at a position
  /// @param question that it answers
  static MetricMean mean(
      @Nullable Direction direction,
      List<Outcome> outcomes,
      IntFunction<String> id,
      IntFunction<String> question,
      Bootstrap bootstrap) {
    var summary = OutcomeSummary.of(outcomes, id, question, bootstrap);
    var mean = summary.mean();
    return new MetricMean(
        mean.mean(),
        mean.low(),
        mean.high(),
        mean.n(),
        mean.expected(),
        summary.failed(),
        summary.failure(),
        summary.abstained(),
        summary.summary().notApplicable(),
        mean.coverage(),
        direction);
  }

  private static Abstention abstention(List<GivenAnswer> answers) {
    return new Abstention(Declined.of(answers), declined(answers, true), declined(answers, false));
  }

  private static @Nullable Declined declined(List<GivenAnswer> answers, boolean answerable) {
    var known =
        answers.stream()
            .filter(answer -> answer.answerable() != null && answer.answerable() == answerable)
            .toList();
    return known.isEmpty() ? null : Declined.of(known);
  }

  /// The answers with what the judge said of each.
  ///
  /// @param answers those that were judged, in their order
  public List<GivenAnswer> scored(List<GivenAnswer> answers) {
    var scored = new ArrayList<GivenAnswer>();
    for (int i = 0; i < answers.size(); i++) {
      scored.add(
          answers.get(i).with(GivenAnswer.scores(Objects.requireNonNull(rows).get(i).outcomes())));
    }
    return scored;
  }

  /// The same without what was said of each answer.
  public JudgedAnswers withoutRows() {
    return new JudgedAnswers(judge, compat, answers, metrics, given, abstention, costs, null, kept);
  }

  JudgedAnswers kept(String id) {
    return new JudgedAnswers(judge, compat, answers, metrics, given, abstention, costs, rows, id);
  }
}
