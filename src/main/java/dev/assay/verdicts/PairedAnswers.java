package dev.assay.verdicts;

import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.judge.Outcome;
import dev.assay.verdicts.AnswerComparison.By;
import dev.assay.verdicts.AnswerComparison.OtherSystem;
import dev.assay.verdicts.AnswerComparison.Pair;
import dev.assay.verdicts.ScoredAnswers.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answers of two systems to the same.
///
/// @param both by what they are paired by, in its order, so that no order of a file changes a draw
record PairedAnswers(
    ScoredAnswers candidate, By by, SortedMap<String, Both> both, OtherSystem summary) {

  /// Most often one answer of each.
  record Both(List<Scored> baseline, List<Scored> candidate) {}

  static PairedAnswers of(ScoredAnswers baseline, ScoredAnswers candidate) {
    var questions = new LinkedHashMap<String, String>();
    baseline.answers().forEach(one -> questions.put(one.id(), one.question()));
    var shared =
        candidate.answers().stream().filter(one -> questions.containsKey(one.id())).toList();
    boolean sameById =
        !shared.isEmpty()
            && shared.stream().allMatch(one -> one.question().equals(questions.get(one.id())));
    By by = sameById ? By.ID : By.QUESTION;
    var before = grouped(baseline, by);
    var after = grouped(candidate, by);
    var both = new TreeMap<String, Both>();
    before.forEach((key, answers) -> {
      if (after.containsKey(key)) {
        both.put(key, new Both(answers, Objects.requireNonNull(after.get(key))));
      }
    });
    return new PairedAnswers(
        candidate,
        by,
        both,
        new OtherSystem(
            candidate.name(),
            by,
            both.size(),
            before.size() - both.size(),
            after.size() - both.size()));
  }

  private static Map<String, List<Scored>> grouped(ScoredAnswers system, By by) {
    var groups = new LinkedHashMap<String, List<Scored>>();
    for (Scored one : system.answers()) {
      groups
          .computeIfAbsent(by == By.ID ? one.id() : one.question(), _ -> new ArrayList<>())
          .add(one);
    }
    return groups;
  }

  List<Pair> pairs(String metric) {
    var pairs = new ArrayList<Pair>();
    for (Both one : both.values()) {
      Double before = mean(one.baseline(), metric);
      Double after = mean(one.candidate(), metric);
      if (before != null && after != null) {
        var first = one.baseline().getFirst();
        pairs.add(
            new Pair(first.id(), one.candidate().getFirst().id(), first.question(), before, after));
      }
    }
    return pairs;
  }

  private static @Nullable Double mean(List<Scored> answers, String metric) {
    var mean =
        answers.stream()
            .map(one -> one.scores().get(metric))
            .filter(Objects::nonNull)
            .map(GivenScore::outcome)
            .filter(Outcome.Scored.class::isInstance)
            .mapToDouble(outcome -> ((Outcome.Scored) outcome).value())
            .average();
    return mean.isPresent() ? (Double) mean.getAsDouble() : null;
  }
}
