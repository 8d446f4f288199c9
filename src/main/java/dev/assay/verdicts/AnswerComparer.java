package dev.assay.verdicts;

import dev.assay.experiment.Comparer;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.ExperimentFile.Cluster;
import dev.assay.experiment.ExperimentFile.Statistics;
import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Pairs;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Direction;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Correction;
import dev.assay.measure.SignFlip;
import dev.assay.verdicts.AnswerComparison.Candidate;
import dev.assay.verdicts.AnswerComparison.OfMetric;
import dev.assay.verdicts.AnswerComparison.Pair;
import dev.assay.verdicts.JudgedAnswers.MetricMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds the answers of systems against those of one of them, from scores that are there; nobody is
/// asked.
///
/// Answers are paired by their ids where these ask the same in both, else by their questions. How
/// often a system declines is compared beside the metrics: whoever answers only what is easy has
/// good scores.
public final class AnswerComparer {
  private static final int WORST = 3;

  private final ScoredAnswers baseline;
  private final List<ScoredAnswers> candidates;

  /// Systems to compare.
  ///
  /// @throws IllegalArgumentException if they were not scored by one judge, in one way, or two have
  ///   one name or no question in common
  public AnswerComparer(ScoredAnswers baseline, List<ScoredAnswers> candidates) {
    var all = Stream.concat(Stream.of(baseline), candidates.stream()).toList();
    var whole = Declining.any(all) ? Declining.in(all) : all;
    this.baseline = whole.getFirst();
    this.candidates = whole.subList(1, whole.size());
    var names = new LinkedHashSet<String>();
    for (ScoredAnswers system : all) {
      if (!names.add(system.name())) {
        throw new IllegalArgumentException(system.name() + " cannot be compared with itself");
      }
      if (!Objects.equals(system.judge(), baseline.judge())) {
        throw new IllegalArgumentException(
            "%s was scored by %s and %s by %s: scores of two judges are not compared"
                .formatted(baseline.name(), scorer(baseline), system.name(), scorer(system)));
      }
      if (baseline.compat() != null
          && system.compat() != null
          && system.compat() != baseline.compat()) {
        throw new IllegalArgumentException(
            "%s was scored with --compat %s and %s with %s"
                .formatted(
                    baseline.name(),
                    written(baseline.compat()),
                    system.name(),
                    written(system.compat())));
      }
    }
    for (ScoredAnswers system : candidates) {
      if (PairedAnswers.of(baseline, system).both().isEmpty()) {
        throw new IllegalArgumentException(
            "%s and %s were asked nothing in common, neither by id nor by question"
                .formatted(baseline.name(), system.name()));
      }
    }
  }

  private static String scorer(ScoredAnswers system) {
    return Objects.requireNonNullElse(system.judge(), "somebody else");
  }

  private static String written(Compat compat) {
    return compat.name().toLowerCase(Locale.ROOT);
  }

  /// What can be compared: the baseline's metrics that another system has too, and declining.
  public List<String> metrics() {
    return baseline.metrics().stream()
        .filter(metric -> candidates.stream().anyMatch(one -> one.metrics().contains(metric)))
        .toList();
  }

  /// One system by one metric, before all p-values are known.
  private record Raw(ScoredAnswers system, List<Pair> pairs, @Nullable PairedDelta delta) {}

  /// Compares by metrics.
  ///
  /// @param metrics some of [#metrics]
  /// @param qualification of the judge
  public AnswerComparison compare(
      List<String> metrics,
      Statistics statistics,
      double minimumDifference,
      @Nullable String qualification) {
    Bootstrap bootstrap = Pairs.bootstrap(statistics);
    var paired = new ArrayList<PairedAnswers>();
    candidates.forEach(candidate -> paired.add(PairedAnswers.of(baseline, candidate)));
    int looks =
        metrics.stream()
            .mapToInt(
                metric -> (int) paired.stream().filter(one -> !one.pairs(metric).isEmpty()).count())
            .sum();
    SignFlip test = Pairs.test(statistics, Math.max(1, looks));
    var raw = new LinkedHashMap<String, List<Raw>>();
    for (String metric : metrics) {
      raw.put(
          metric,
          paired.stream()
              .filter(one -> one.candidate().metrics().contains(metric))
              .map(one -> raw(one.candidate(), one.pairs(metric), bootstrap, test))
              .toList());
    }
    var deltas =
        raw.values().stream()
            .flatMap(List::stream)
            .map(Raw::delta)
            .filter(Objects::nonNull)
            .toList();
    double[] corrected = Correction.HOLM.of(deltas.stream().mapToDouble(PairedDelta::p).toArray());
    var compared = new ArrayList<OfMetric>();
    int at = 0;
    for (String metric : metrics) {
      Direction direction = direction(metric);
      MetricMean base = baseline.mean(metric, bootstrap);
      var all = new ArrayList<Candidate>();
      for (Raw one : Objects.requireNonNull(raw.get(metric))) {
        MetricMean mean = one.system().mean(metric, bootstrap);
        all.add(
            one.delta() == null
                ? new Candidate(
                    one.system().name(),
                    mean,
                    null,
                    null,
                    null,
                    Conclusion.INCONCLUSIVE,
                    "no question has a score in both",
                    List.of())
                : candidate(
                    one, one.delta(), base, mean, direction, corrected[at++], minimumDifference));
      }
      compared.add(new OfMetric(metric, direction, base, all));
    }
    return new AnswerComparison(
        baseline.judge(),
        qualification,
        baseline.name(),
        paired.stream().map(PairedAnswers::summary).toList(),
        deltas.size(),
        minimumDifference,
        Pairs.LEVEL,
        bootstrap.resamples(),
        test.draws(),
        compared);
  }

  private static Raw raw(
      ScoredAnswers system, List<Pair> pairs, Bootstrap bootstrap, SignFlip test) {
    var deltas =
        pairs.stream()
            .map(pair -> new PairedDelta.OfQuestion(pair.id(), pair.question(), pair.delta()))
            .toList();
    return new Raw(
        system, pairs, deltas.isEmpty() ? null : PairedDelta.of(deltas, bootstrap, test));
  }

  /// What both have a score of, by one metric, in the order of their ids or questions.
  ///
  /// @param candidate its name
  public List<Pair> pairs(String metric, String candidate) {
    return candidates.stream()
        .filter(one -> one.name().equals(candidate))
        .findFirst()
        .map(one -> PairedAnswers.of(baseline, one).pairs(metric))
        .orElse(List.of());
  }

  private @Nullable Direction direction(String metric) {
    return Stream.concat(Stream.of(baseline), candidates.stream())
        .map(system -> system.direction(metric))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Candidate candidate(
      Raw raw,
      PairedDelta delta,
      MetricMean base,
      MetricMean mean,
      @Nullable Direction direction,
      double p,
      double minimumDifference) {
    boolean lower = direction == Direction.LOWER;
    Conclusion higher = Comparer.conclusion(delta, p, minimumDifference);
    Conclusion conclusion = lower ? turned(higher) : higher;
    var because = new ArrayList<String>();
    if (!delta.reliable()) {
      because.add(Cluster.QUESTION.few(delta.clusters()));
    }
    if (direction == null || direction == Direction.NEUTRAL) {
      if (conclusion == Conclusion.BETTER || conclusion == Conclusion.WORSE) {
        because.add(
            "it is %s, and nobody says which way is better"
                .formatted(conclusion == Conclusion.BETTER ? "higher" : "lower"));
        conclusion = Conclusion.INCONCLUSIVE;
      }
    }
    because.addAll(uncovered(baseline.name(), base));
    because.addAll(uncovered(raw.system().name(), mean));
    if ((conclusion == Conclusion.BETTER && !mean.covered())
        || (conclusion == Conclusion.WORSE && !base.covered())) {
      conclusion = Conclusion.INCONCLUSIVE;
    }
    Comparator<Pair> byLoss =
        Comparator.comparingDouble(pair -> lower ? -pair.delta() : pair.delta());
    return new Candidate(
        raw.system().name(),
        mean,
        delta,
        lower ? delta.questions().turned() : delta.questions(),
        p,
        conclusion,
        because.isEmpty() ? null : String.join("; ", because),
        raw.pairs().stream()
            .filter(pair -> (lower ? -pair.delta() : pair.delta()) < -1e-9)
            .sorted(byLoss.thenComparing(Pair::id))
            .limit(WORST)
            .toList());
  }

  private static Conclusion turned(Conclusion conclusion) {
    return switch (conclusion) {
      case BETTER -> Conclusion.WORSE;
      case WORSE -> Conclusion.BETTER;
      case EQUIVALENT, INCONCLUSIVE -> conclusion;
    };
  }

  private static List<String> uncovered(String name, MetricMean mean) {
    return mean.covered()
        ? List.of()
        : List.of(
            "%d of %d failed for %s, which cannot be better"
                .formatted(mean.failed(), mean.expected(), name));
  }
}
