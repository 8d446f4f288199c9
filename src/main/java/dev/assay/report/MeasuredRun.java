package dev.assay.report;

import dev.assay.experiment.Result;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.measure.RunScores;
import dev.assay.measure.Score;
import dev.assay.measure.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A run file and what was measured on it.
///
/// @param name of the file, as the user gave it
/// @param means measure to its mean, the questions taken as independent
/// @param missing judged questions the run lacks, counted as nothing found
public record MeasuredRun(
    String name, RunScores scores, Map<String, Result.Mean> means, List<String> missing) {
  static final Bootstrap BOOTSTRAP = new Bootstrap(10_000, 0.95, Interval.Method.BCA, 7);

  /// Computes the means.
  public static MeasuredRun of(String name, RunScores scores, List<String> missing) {
    var computed =
        scores.byMeasure().entrySet().parallelStream()
            .map(entry ->
                Map.entry(
                    entry.getKey(),
                    Result.Mean.of(Summary.of(entry.getValue(), 0, q -> q, BOOTSTRAP), 0, 0)))
            .toList();
    var means = new LinkedHashMap<String, Result.Mean>();
    computed.forEach(entry -> means.put(entry.getKey(), entry.getValue()));
    return new MeasuredRun(name, scores, means, missing);
  }

  /// The questions of a run, ascending by id.
  Set<String> questions() {
    var questions = new TreeSet<String>();
    scores.byMeasure().values().forEach(byQuestion -> questions.addAll(byQuestion.keySet()));
    return questions;
  }

  /// The values of one question; a measure that does not apply is absent.
  Map<String, Double> values(String question) {
    var values = new LinkedHashMap<String, Double>();
    scores
        .byMeasure()
        .forEach((measure, byQuestion) -> {
          if (byQuestion.get(question) instanceof Score.Scored(double value)) {
            values.put(measure, value);
          }
        });
    return values;
  }

  /// Measure to the questions it does not apply to, where there are any.
  Map<String, List<String>> notApplicable() {
    var lists = new LinkedHashMap<String, List<String>>();
    scores
        .byMeasure()
        .forEach((measure, byQuestion) -> {
          var questions =
              new TreeMap<>(byQuestion)
                  .entrySet().stream()
                      .filter(entry -> entry.getValue() instanceof Score.NotApplicable)
                      .map(Map.Entry::getKey)
                      .toList();
          if (!questions.isEmpty()) {
            lists.put(measure, questions);
          }
        });
    return lists;
  }
}
