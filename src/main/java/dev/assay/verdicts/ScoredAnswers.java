package dev.assay.verdicts;

import dev.assay.answers.GivenAnswer;
import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Direction;
import dev.assay.measure.Bootstrap;
import dev.assay.verdicts.JudgedAnswers.MetricMean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answers of one system with what was said of each, to be held against those of another; their
/// texts are left out.
///
/// @param name the id of a judged file, `demo-7f3a/C` of a configuration, or the name of a file
/// @param judge who scored; null where the scores came with the file
/// @param compat how; null where nobody says
/// @param answers each id once
public record ScoredAnswers(
    String name, @Nullable String judge, @Nullable Compat compat, List<Scored> answers) {
  public ScoredAnswers {
    answers = List.copyOf(answers);
  }

  /// One answer.
  ///
  /// @param answerable whether the question has an answer in the documents; null where nobody said
  /// @param declined whether it says that there is none; null where there is no answer at all
  /// @param scores by metric
  public record Scored(
      String id,
      String question,
      @Nullable Boolean answerable,
      @Nullable Boolean declined,
      Map<String, GivenScore> scores) {
    public Scored {
      scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /// An answer with the scores it has.
    public static Scored of(GivenAnswer given) {
      var answer = given.sample().answer();
      return new Scored(
          given.id(),
          given.sample().question(),
          given.answerable(),
          answer.failure() == null ? (Boolean) answer.declined() : null,
          given.scores());
    }
  }

  /// Answers with the scores they have.
  public static ScoredAnswers of(
      String name, @Nullable String judge, @Nullable Compat compat, List<GivenAnswer> answers) {
    return new ScoredAnswers(name, judge, compat, answers.stream().map(Scored::of).toList());
  }

  /// The same with `declined`, how often they decline, as a metric: of those to questions that have
  /// an answer and of the others where the file says which do.
  public ScoredAnswers declining() {
    return Declining.in(List.of(this)).getFirst();
  }

  /// The metrics of any answer, in their order.
  public List<String> metrics() {
    return answers.stream().flatMap(one -> one.scores().keySet().stream()).distinct().toList();
  }

  boolean has(String metric) {
    return answers.stream().anyMatch(one -> one.scores().containsKey(metric));
  }

  /// Which way of a metric is better; null where nobody says.
  public @Nullable Direction direction(String metric) {
    return answers.stream()
        .map(one -> one.scores().get(metric))
        .filter(Objects::nonNull)
        .map(GivenScore::direction)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// Whether somebody says which way of a metric is better.
  public boolean isDirected(String metric) {
    return Direction.isTold(direction(metric));
  }

  /// Of the answers that the metric is about, by question.
  public MetricMean mean(String metric, Bootstrap bootstrap) {
    var about = answers.stream().filter(one -> one.scores().containsKey(metric)).toList();
    return JudgedAnswers.mean(
        direction(metric),
        about.stream()
            .map(one -> Objects.requireNonNull(one.scores().get(metric)).outcome())
            .toList(),
        i -> about.get(i).id(),
        i -> about.get(i).question(),
        bootstrap);
  }
}
