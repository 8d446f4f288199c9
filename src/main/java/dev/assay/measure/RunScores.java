package dev.assay.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What every measure says about every question of a run.
///
/// @param byMeasure measure, as it is spelled, to question to score, in the order given
public record RunScores(Map<String, Map<String, Score>> byMeasure) {
  public RunScores {
    var copy = new LinkedHashMap<String, Map<String, Score>>();
    byMeasure.forEach((measure, scores) ->
        copy.put(measure, Collections.unmodifiableMap(new LinkedHashMap<>(scores))));
    byMeasure = Collections.unmodifiableMap(copy);
  }

  /// Scores every question by every measure.
  public static RunScores of(Map<String, GradedRanking> graded, List<GradeMeasure> measures) {
    var all = new LinkedHashMap<String, Map<String, Score>>();
    List<Map<String, Score>> columns = new ArrayList<>();
    for (GradeMeasure measure : measures) {
      Map<String, Score> column = LinkedHashMap.newLinkedHashMap(graded.size());
      columns.add(column);
      all.put(measure.toString(), column);
    }
    // Question by question: its grades stay in the cache for all measures.
    graded.forEach((question, ranking) -> {
      for (int m = 0; m < columns.size(); m++) {
        columns.get(m).put(question, measures.get(m).score(ranking));
      }
    });
    return new RunScores(all);
  }

  /// The same with 0 for every question that a measure does not apply to, as trec_eval has it.
  public RunScores asTrecEval() {
    var all = new LinkedHashMap<String, Map<String, Score>>();
    byMeasure.forEach((measure, scores) -> {
      var changed = new LinkedHashMap<String, Score>();
      scores.forEach((question, score) -> changed.put(question, Score.of(score.asTrecEval())));
      all.put(measure, changed);
    });
    return new RunScores(all);
  }
}
