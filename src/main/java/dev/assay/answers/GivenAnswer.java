package dev.assay.answers;

import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Direction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer that a system gave to a question, mostly one outside the lab.
///
/// @param id unique within its file; its number there, from 1, where the file has none
/// @param answerable whether the question has an answer in the documents; null where nobody said
/// @param scores what somebody said of it, by metric
public record GivenAnswer(
    String id, Sample sample, @Nullable Boolean answerable, Map<String, GivenScore> scores) {
  public GivenAnswer {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /// One that nobody has judged.
  public GivenAnswer(String id, Sample sample, @Nullable Boolean answerable) {
    this(id, sample, answerable, Map.of());
  }

  /// What a metric came to.
  ///
  /// @param direction null where it is not known
  public record GivenScore(Outcome outcome, @Nullable Direction direction) {}

  /// What a judge of the lab said.
  public static Map<String, GivenScore> scores(Map<String, Outcome> outcomes) {
    var scores = new LinkedHashMap<String, GivenScore>();
    outcomes.forEach((metric, outcome) ->
        scores.put(metric, new GivenScore(outcome, MetricColumns.direction(metric))));
    return scores;
  }

  /// The same answer with other scores.
  public GivenAnswer with(Map<String, GivenScore> scores) {
    return new GivenAnswer(id, sample, answerable, scores);
  }
}
