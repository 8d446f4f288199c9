package dev.assay.verdicts;

import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Direction;
import dev.assay.verdicts.ScoredAnswers.Scored;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often answers decline, as a metric beside the others: to decline is right where a question
/// has no answer in the documents and wrong where it has one.
///
/// @param answerable which questions have one, by their texts; empty where nobody says
record Declining(Map<String, Boolean> answerable) {
  private static final String ALL = "declined";
  private static final String ANSWERABLE = "declined:answerable";
  private static final String UNANSWERABLE = "declined:unanswerable";

  /// The systems with it.
  static List<ScoredAnswers> in(List<ScoredAnswers> systems) {
    var known = new HashMap<String, Boolean>();
    for (ScoredAnswers system : systems) {
      for (Scored one : system.answers()) {
        if (one.answerable() != null) {
          known.putIfAbsent(one.question(), one.answerable());
        }
      }
    }
    return systems.stream().map(new Declining(known)::with).toList();
  }

  /// Whether any answer declines.
  static boolean any(List<ScoredAnswers> systems) {
    return systems.stream()
        .flatMap(system -> system.answers().stream())
        .anyMatch(one -> Boolean.TRUE.equals(one.declined()));
  }

  private ScoredAnswers with(ScoredAnswers system) {
    return new ScoredAnswers(
        system.name(),
        system.judge(),
        system.compat(),
        system.answers().stream().map(this::with).toList());
  }

  private Scored with(Scored one) {
    var scores = new LinkedHashMap<>(one.scores());
    var outcome =
        one.declined() == null
            ? new Outcome.Failed("there is no answer")
            : new Outcome.Scored(one.declined() ? 1 : 0);
    Boolean has = answerable.get(one.question());
    if (has != null) {
      scores.put(
          has ? ANSWERABLE : UNANSWERABLE,
          new GivenScore(outcome, has ? Direction.LOWER : Direction.HIGHER));
    } else if (answerable.isEmpty()) {
      scores.put(ALL, new GivenScore(outcome, Direction.NEUTRAL));
    }
    return new Scored(one.id(), one.question(), one.answerable(), one.declined(), scores);
  }
}
