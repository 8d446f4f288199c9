package dev.assay.ranking;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rankings of all questions by one configuration.
///
/// @param byQuestion question id to ranking; keeps the order of the map it is given
public record Run(Map<String, Ranking> byQuestion) {
  public Run {
    byQuestion = Collections.unmodifiableMap(new LinkedHashMap<>(byQuestion));
  }

  /// The run with an empty ranking for each of these questions that it lacks.
  public Run completed(Collection<String> questions) {
    var all = new LinkedHashMap<>(byQuestion);
    questions.forEach(question -> all.putIfAbsent(question, Ranking.EMPTY));
    return new Run(all);
  }

  /// The run with at most so many hits a question.
  public Run top(int depth) {
    var cut = new LinkedHashMap<String, Ranking>();
    byQuestion.forEach((question, ranking) -> cut.put(question, ranking.top(depth)));
    return new Run(cut);
  }
}
