package dev.assay.verdicts;

import dev.assay.experiment.Result;
import dev.assay.judge.Outcome;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Score;
import dev.assay.measure.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The mean of one metric over answers: only scored outcomes enter it, failed and abstained ones
/// lower its coverage.
///
/// @param failure the reason that most of the failed ones give, of several the first; null where
///   none failed
public record OutcomeSummary(Summary summary, int failed, int abstained, @Nullable String failure) {

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
    var failures = new ArrayList<String>();
    int abstained = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      String answer = id.apply(i);
      clusters.put(answer, cluster.apply(i));
      switch (outcomes.get(i)) {
        case Outcome.Scored(double value) -> scores.put(answer, new Score.Scored(value));
        case Outcome.NotApplicable(String reason) ->
            scores.put(answer, new Score.NotApplicable(reason));
        case Outcome.Failed(String reason) -> failures.add(reason);
        case Outcome.Abstained _ -> abstained++;
      }
    }
    var summary =
        Summary.of(
            scores,
            failures.size() + abstained,
            answer -> clusters.getOrDefault(answer, answer),
            bootstrap);
    return new OutcomeSummary(summary, failures.size(), abstained, commonest(failures));
  }

  /// As results hold it.
  public Result.Mean mean() {
    return Result.Mean.of(summary, failed, abstained);
  }

  /// What most of the reasons say, of several the first; null without any.
  public static @Nullable String commonest(List<String> reasons) {
    var counts = new LinkedHashMap<String, Integer>();
    reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
    String commonest = null;
    int most = 0;
    for (var count : counts.entrySet()) {
      if (count.getValue() > most) {
        most = count.getValue();
        commonest = count.getKey();
      }
    }
    return commonest;
  }
}
