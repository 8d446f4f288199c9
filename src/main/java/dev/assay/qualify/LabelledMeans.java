package dev.assay.qualify;

import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Labels;
import dev.assay.experiment.ReportCard;
import dev.assay.experiment.Result;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Mark;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.KeptVerdicts;
import dev.assay.judge.metric.Metric;
import dev.assay.judge.metric.Subject;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Confusion;
import dev.assay.measure.Estimate;
import dev.assay.measure.Interval;
import dev.assay.measure.PredictionPowered;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.KeptJudgements;
import dev.assay.verdicts.LabelItem;
import dev.assay.verdicts.OutcomeSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts people's labels in the place of a judge's verdicts, and corrects its means by them.
///
/// The unit of a mean is an answer, so that an answer counts as labelled when a person labelled
/// every verdict its score rests on: then it has a score of the judge's and one of people's, and
/// [PredictionPowered] takes the judge's bias off the other answers. Where all scores are 0 or 1,
/// and for the share of single verdicts, it is [Confusion#roganGladen].
public final class LabelledMeans {
  private static final double LEVEL = .95;

  private final KeptJudgements judgements;
  private final HumanLabels labels;
  private final Bootstrap bootstrap;

  public LabelledMeans(KeptJudgements judgements, HumanLabels labels) {
    this.judgements = judgements;
    this.labels = labels;
    var statistics = judgements.file().statistics();
    this.bootstrap =
        new Bootstrap(statistics.resamples(), LEVEL, Interval.Method.BCA, statistics.seed());
  }

  /// One judged answer as the judge has it and as people have it.
  ///
  /// @param evidence the judge's where nobody labelled the question
  private record Answered(KeptJudgements.Kept kept, KeptVerdicts evidence) {}

  public Result of(Result result) {
    var byQuestion = new HashMap<String, Map<String, Boolean>>();
    labels.questions().forEach(question -> byQuestion.put(question, labels.of(question)));
    return result.with(
        result.configurations().stream()
            .map(configuration ->
                configuration.judge() == null
                    ? configuration
                    : configuration.judged(
                        judged(configuration.id(), configuration.judge(), byQuestion)))
            .toList());
  }

  private Result.Judged judged(
      String configuration, Result.Judged judged, Map<String, Map<String, Boolean>> byQuestion) {
    var answers = new ArrayList<Answered>();
    for (GoldenQuestion question : judgements.questions()) {
      var kept = judgements.find(configuration, question);
      if (kept != null) {
        var said = byQuestion.getOrDefault(question.question(), Map.of());
        answers.add(
            new Answered(
                kept,
                said.isEmpty()
                    ? kept.judged().judgement().evidence()
                    : kept.judged().labelled(said)));
      }
    }
    var means = new LinkedHashMap<>(judged.metrics());
    var corrections = new LinkedHashMap<String, Labels.OfMetric>();
    for (String name : judged.metrics().keySet()) {
      metric(name, answers, means).ifPresent(correction -> corrections.put(name, correction));
    }
    var verdicts = new LinkedHashMap<String, Labels.OfVerdicts>();
    for (Subject subject : Subject.values()) {
      var judge =
          answers.stream()
              .flatMap(a -> a.kept().judged().judgement().evidence().of(subject).stream());
      var people = answers.stream().flatMap(a -> a.evidence().of(subject).stream()).toList();
      if (!people.isEmpty()) {
        verdicts.put(LabelItem.name(subject), verdicts(judge, people));
      }
    }
    return new Result.Judged(
        judged.name(),
        judged.answerer(),
        means,
        judged.failures(),
        judged.qualification(),
        judged.costs(),
        new Labels(corrections, verdicts));
  }

  /// Empty where the metric rests on more than kept verdicts.
  private Optional<Labels.OfMetric> metric(
      String name, List<Answered> answers, Map<String, Result.Mean> means) {
    Metric metric = Metric.parse(name);
    JudgeSettings settings = judgements.file().judge();
    var outcomes = new ArrayList<Outcome>();
    var human = new ArrayList<Double>();
    var judge = new ArrayList<Double>();
    var judgeOnly = new ArrayList<Double>();
    int labelled = 0;
    boolean known = false;
    for (Answered answer : answers) {
      Outcome before =
          Objects.requireNonNull(answer.kept().judged().judgement().outcomes().get(name));
      var again = answer.kept().judged().again(metric, answer.evidence(), settings);
      known |= again.outcome() instanceof Outcome.Scored && !again.marks().isEmpty();
      outcomes.add(again.or(before));
      labelled += again.labels();
      if (before instanceof Outcome.Scored(double f)) {
        if (again.complete() && again.outcome() instanceof Outcome.Scored(double y)) {
          human.add(y);
          judge.add(f);
        } else {
          judgeOnly.add(f);
        }
      }
    }
    if (!known) {
      return Optional.empty();
    }
    Result.Mean alone = means.get(name);
    if (labelled > 0) {
      means.put(name, mean(answers, outcomes));
    }
    return Optional.of(correction(labelled, alone, array(human), array(judge), array(judgeOnly)));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Labels.OfMetric correction(
      int labelled,
      Result.@Nullable Mean alone,
      double[] human,
      double[] judge,
      double[] judgeOnly) {
    int missing = Math.max(0, Labels.NEEDED - labelled);
    Double raw = alone == null ? null : alone.mean();
    Labels.Corrected corrected = null;
    String because = null;
    if (missing > 0) {
      because = "%d of %d labels".formatted(labelled, Labels.NEEDED);
    } else if (judgeOnly.length == 0) {
      because = "every answer is labelled: the mean is people's";
    } else if (human.length == 0) {
      because = "no answer has a label on every verdict";
    } else {
      corrected = corrected(human, judge, judgeOnly);
      because =
          human.length < Labels.RELIABLE
              ? "only %d answers are labelled as a whole: do not rely on the interval"
                  .formatted(human.length)
              : null;
    }
    return new Labels.OfMetric(labelled, missing, human.length, raw, corrected, because);
  }

  static Labels.Corrected corrected(double[] human, double[] judge, double[] judgeOnly) {
    if (binary(human) && binary(judge) && binary(judgeOnly)) {
      int[] counts = new int[4];
      for (int i = 0; i < human.length; i++) {
        counts[(human[i] == 1 ? 0 : 2) + (judge[i] == 1 ? 0 : 1)]++;
      }
      int yes = (int) java.util.Arrays.stream(judgeOnly).filter(f -> f == 1).count();
      var rate =
          new Confusion(counts[0], counts[1], counts[2], counts[3])
              .roganGladen(yes, judgeOnly.length, LEVEL);
      if (rate.isPresent()) {
        return roganGladen(rate.get());
      }
    }
    var mean = PredictionPowered.tuned(human, judge, judgeOnly, LEVEL).mean();
    return new Labels.Corrected(mean.value(), mean.low(), mean.high(), "PPI++");
  }

  private static Labels.Corrected roganGladen(Estimate rate) {
    return new Labels.Corrected(rate.value(), rate.low(), rate.high(), "Rogan-Gladen");
  }

  private static boolean binary(double[] values) {
    return java.util.Arrays.stream(values).allMatch(value -> value == 0 || value == 1);
  }

  private Result.Mean mean(List<Answered> answers, List<Outcome> outcomes) {
    return OutcomeSummary.of(
            outcomes,
            i -> answers.get(i).kept().question().id(),
            i -> judgements.file().statistics().cluster().of(answers.get(i).kept().question()),
            bootstrap)
        .mean();
  }

  private static Labels.OfVerdicts verdicts(Stream<Mark> judge, List<Mark> people) {
    int[] counts = new int[4];
    int yes = 0;
    int others = 0;
    int othersYes = 0;
    int n = 0;
    for (Mark mark : judge.toList()) {
      Mark person = people.get(n++);
      boolean says = "true".equals(mark.label());
      yes += says ? 1 : 0;
      if (mark.label() != null && person.person() != null) {
        counts[("true".equals(person.label()) ? 0 : 2) + (says ? 0 : 1)]++;
      } else if (mark.label() != null) {
        others++;
        othersYes += says ? 1 : 0;
      }
    }
    var confusion = new Confusion(counts[0], counts[1], counts[2], counts[3]);
    int labels = java.util.Arrays.stream(counts).sum();
    var kappa = confusion.kappa();
    Labels.Corrected corrected =
        labels < Labels.NEEDED || others == 0
            ? null
            : confusion
                .roganGladen(othersYes, others, LEVEL)
                .map(LabelledMeans::roganGladen)
                .orElse(null);
    return new Labels.OfVerdicts(
        n,
        labels,
        Math.max(0, Labels.NEEDED - labels),
        new ReportCard.Counts(counts[0], counts[1], counts[2], counts[3]),
        kappa.isPresent() ? (Double) kappa.getAsDouble() : null,
        labels + others == 0 ? null : (Double) ((double) yes / (labels + others)),
        corrected);
  }
}
