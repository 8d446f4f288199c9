package dev.assay.verdicts;

import dev.assay.judge.Outcome;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Score;
import dev.assay.measure.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;

/// The mean of one metric over answers: only scored outcomes enter it, failed and abstained ones
/// lower its coverage.
public record OutcomeSummary(Summary summary, int failed, int abstained) {

  /// Sums up the outcomes of answers.
  ///
  /// @param id of the answer at a position, each once
  /// @param cluster what the answer at a position hangs on, drawn together by the bootstrap
  public static OutcomeSummary of(
      List<Outcome> outcomes,
      IntFunction<String> id,
      IntFunction<String> cluster,
      Bootstrap bootstrap) {
    var scores = new HashMap<String, Score>();
    var clusters = new HashMap<String, String>();
    int failed = 0;
    int abstained = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      String answer = id.apply(i);
      clusters.put(answer, cluster.apply(i));
      switch (outcomes.get(i)) {
        case Outcome.Scored(double value) -> scores.put(answer, new Score.Scored(value));
        case Outcome.NotApplicable(String reason) ->
            scores.put(answer, new Score.NotApplicable(reason));
        case Outcome.Failed _ -> failed++;
        case Outcome.Abstained _ -> abstained++;
      }
    }
    var summary =
        Summary.of(
            scores, failed + abstained, answer -> clusters.getOrDefault(answer, answer), bootstrap);
    return new OutcomeSummary(summary, failed, abstained);
  }
}
