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
import dev.assay.measure.Estimate;
import dev.assay.measure.Interval;
import dev.assay.measure.PredictionPowered;
import dev.assay.measure.Rated;
import dev.assay.measure.RoganGladen;
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
import org.jspecify.annotations.Nullable;

/// Puts people's labels in the place of a judge's verdicts, and corrects its means by them.
///
/// The unit of a mean is an answer, so that an answer counts as labelled when a person labelled
/// every verdict its score rests on: then it has a score of the judge's and one of people's, and
/// [PredictionPowered] takes the judge's bias off the other answers. Where all scores are 0 or 1,
/// and for the share of single verdicts, it is [RoganGladen]. Its interval draws all verdicts on an
/// answer together, as the sample did.
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
      var of = verdicts(answers, subject);
      if (of.verdicts() > 0) {
        verdicts.put(LabelItem.name(subject), of);
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
    var rated = new ArrayList<Rated>();
    int labelled = 0;
    var lost = new ArrayList<String>();
    boolean known = false;
    for (Answered answer : answers) {
      Outcome before =
          Objects.requireNonNull(answer.kept().judged().judgement().outcomes().get(name));
      String question = answer.kept().question().id();
      var again = answer.kept().judged().again(metric, answer.evidence(), settings);
      known |= again.outcome() instanceof Outcome.Scored && !again.marks().isEmpty();
      outcomes.add(again.or(before));
      labelled += again.labels();
      if (before instanceof Outcome.Scored(double f)) {
        if (again.complete() && again.outcome() instanceof Outcome.Scored(double y)) {
          rated.add(new Rated(question, f, y));
        } else if (!again.complete()) {
          rated.add(new Rated(question, f, null));
        } else if (again.outcome() instanceof Outcome.Failed(String reason)) {
          lost.add(reason);
        } // else by people's labels there is nothing to score
      }
    }
    if (!known) {
      return Optional.empty();
    }
    Result.Mean alone = means.get(name);
    if (labelled > 0) {
      means.put(name, mean(answers, outcomes));
    }
    return Optional.of(correction(labelled, lost, alone, rated));
  }

  /// @param lost why answers with a label on every verdict have no score by these; without them the
  ///   others are no random sample
  private static Labels.OfMetric correction(
      int labelled, List<String> lost, Result.@Nullable Mean alone, List<Rated> rated) {
    int whole = (int) rated.stream().filter(answer -> answer.human() != null).count();
    int missing = Math.max(0, Labels.NEEDED - labelled);
    Double raw = alone == null ? null : alone.mean();
    Labels.Corrected corrected = null;
    String because = null;
    if (missing > 0) {
      because = "%d of %d labels".formatted(labelled, Labels.NEEDED);
    } else if (whole == rated.size()) {
      because = "every answer is labelled: the mean is people's";
    } else if (whole == 0) {
      because = "no answer has a label on every verdict";
    } else if (!lost.isEmpty()) {
      because =
          "%d answers that are labelled as a whole have no score: %s"
              .formatted(lost.size(), lost.getFirst());
    } else {
      corrected = corrected(rated);
      if (whole < Labels.RELIABLE) {
        because =
            "only %d answers are labelled as a whole: do not rely on the interval".formatted(whole);
      } else if (corrected.low() == corrected.high()) {
        because = "people gave all answers the same: do not rely on the interval";
      }
    }
    return new Labels.OfMetric(labelled, missing, whole, raw, corrected, because);
  }

  static Labels.Corrected corrected(List<Rated> answers) {
    var rate =
        answers.stream().allMatch(LabelledMeans::isBinary)
            ? RoganGladen.of(answers, LEVEL)
            : Optional.<Estimate>empty();
    return rate.map(LabelledMeans::roganGladen)
        .orElseGet(() -> {
          var labelled = answers.stream().filter(answer -> answer.human() != null).toList();
          double[] human =
              labelled.stream()
                  .mapToDouble(answer -> Objects.requireNonNull(answer.human()))
                  .toArray();
          double[] judge = labelled.stream().mapToDouble(Rated::judge).toArray();
          double[] judgeOnly =
              answers.stream()
                  .filter(answer -> answer.human() == null)
                  .mapToDouble(Rated::judge)
                  .toArray();
          var mean = PredictionPowered.tuned(human, judge, judgeOnly, LEVEL).mean();
          return new Labels.Corrected(mean.value(), mean.low(), mean.high(), "PPI++");
        });
  }

  private static Labels.Corrected roganGladen(Estimate rate) {
    return new Labels.Corrected(rate.value(), rate.low(), rate.high(), "Rogan-Gladen");
  }

  private static boolean isBinary(Rated answer) {
    return isBinary(answer.judge()) && (answer.human() == null || isBinary(answer.human()));
  }

  private static boolean isBinary(double value) {
    return value == 0 || value == 1;
  }

  private Result.Mean mean(List<Answered> answers, List<Outcome> outcomes) {
    return OutcomeSummary.of(
            outcomes,
            i -> answers.get(i).kept().question().id(),
            i -> judgements.file().statistics().cluster().of(answers.get(i).kept().question()),
            bootstrap)
        .mean();
  }

  private Labels.OfVerdicts verdicts(List<Answered> answers, Subject subject) {
    var rated = new ArrayList<Rated>();
    int n = 0;
    for (Answered answer : answers) {
      List<Mark> judge = answer.kept().judged().judgement().evidence().of(subject);
      List<Mark> people = answer.evidence().of(subject);
      n += judge.size();
      for (int i = 0; i < judge.size(); i++) {
        if (judge.get(i).label() != null) {
          Double person = people.get(i).person() == null ? null : (Double) yes(people.get(i));
          rated.add(new Rated(answer.kept().question().id(), yes(judge.get(i)), person));
        }
      }
    }
    var confusion = RoganGladen.confusion(rated);
    int labels = (int) rated.stream().filter(verdict -> verdict.human() != null).count();
    var kappa = confusion.kappa();
    Labels.Corrected corrected =
        labels < Labels.NEEDED
            ? null
            : RoganGladen.of(rated, LEVEL).map(LabelledMeans::roganGladen).orElse(null);
    return new Labels.OfVerdicts(
        n,
        labels,
        Math.max(0, Labels.NEEDED - labels),
        new ReportCard.Counts(
            confusion.hits(), confusion.misses(), confusion.falseAlarms(), confusion.rejections()),
        kappa.isPresent() ? (Double) kappa.getAsDouble() : null,
        rated.isEmpty()
            ? null
            : (Double) rated.stream().mapToDouble(Rated::judge).average().orElseThrow(),
        corrected);
  }

  private static double yes(Mark mark) {
    return "true".equals(mark.label()) ? 1 : 0;
  }
}
