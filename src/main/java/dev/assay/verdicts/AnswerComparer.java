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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final int RESAMPLES = 10_000;

  private final ScoredAnswers baseline;
  private final List<PairedAnswers> paired;

  /// Systems to compare, by how often they decline too where any answer does.
  ///
  /// @throws IllegalArgumentException if they were not scored by one judge, in one way, or two have
  ///   one name or no question in common
  public AnswerComparer(ScoredAnswers baseline, List<ScoredAnswers> candidates) {
    this(baseline, candidates, false);
  }

  /// As above.
  ///
  /// @param declining whether to compare how often they decline also where no answer does
  public AnswerComparer(ScoredAnswers baseline, List<ScoredAnswers> candidates, boolean declining) {
    var all = Stream.concat(Stream.of(baseline), candidates.stream()).toList();
    var whole = (declining || Declining.any(all)) ? Declining.in(all) : all;
    this.baseline = whole.getFirst();
    this.paired =
        whole.stream().skip(1).map(one -> PairedAnswers.of(whole.getFirst(), one)).toList();
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
    for (PairedAnswers one : paired) {
      if (one.both().isEmpty()) {
        throw new IllegalArgumentException(
            "%s and %s were asked nothing in common, neither by id nor by question"
                .formatted(baseline.name(), one.candidate().name()));
      }
    }
  }

  /// What intervals and tests draw: questions, so that answers to one are drawn together.
  public static Statistics statistics(long seed) {
    return new Statistics(seed, RESAMPLES, 0, Cluster.QUESTION);
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
        .filter(metric -> paired.stream().anyMatch(one -> one.candidate().has(metric)))
        .toList();
  }

  /// Whether somebody says which way of a metric is better.
  public boolean isDirected(String metric) {
    return baseline.isDirected(metric);
  }

  /// One system by one metric.
  private record Look(String metric, PairedAnswers answers, List<Pair> pairs) {
    @Nullable PairedDelta delta(Bootstrap bootstrap, SignFlip test) {
      var deltas =
          pairs.stream()
              .map(pair -> new PairedDelta.OfQuestion(pair.id(), pair.question(), pair.delta()))
              .toList();
      return deltas.isEmpty() ? null : PairedDelta.of(deltas, bootstrap, test);
    }
  }

  /// Compares by metrics.
  ///
  /// @param metrics some of [#metrics]
  public AnswerComparison compare(
      List<String> metrics, Statistics statistics, double minimumDifference) {
    var looks =
        metrics.stream()
            .flatMap(metric ->
                paired.stream()
                    .filter(one -> one.candidate().has(metric))
                    .map(one -> new Look(metric, one, one.pairs(metric))))
            .toList();
    Bootstrap bootstrap = Pairs.bootstrap(statistics);
    SignFlip test = Pairs.test(statistics, looks.size());
    var deltas = new ArrayList<@Nullable PairedDelta>();
    looks.forEach(look -> deltas.add(look.delta(bootstrap, test)));
    double[] corrected =
        Correction.HOLM.of(
            deltas.stream().mapToDouble(delta -> delta == null ? 1 : delta.p()).toArray());
    var compared = new ArrayList<OfMetric>();
    for (String metric : metrics) {
      var of = new OfMetric(metric, direction(metric), baseline.mean(metric, bootstrap), List.of());
      var candidates = new ArrayList<Candidate>();
      for (int i = 0; i < looks.size(); i++) {
        Look look = looks.get(i);
        if (look.metric().equals(metric)) {
          MetricMean mean = look.answers().candidate().mean(metric, bootstrap);
          PairedDelta delta = deltas.get(i);
          candidates.add(
              delta == null
                  ? Candidate.unpaired(look.answers().candidate().name(), mean)
                  : candidate(of, look, mean, delta, corrected[i], minimumDifference));
        }
      }
      compared.add(of.with(candidates));
    }
    return new AnswerComparison(
        baseline.judge(),
        null,
        baseline.name(),
        paired.stream().map(PairedAnswers::summary).toList(),
        looks.size(),
        minimumDifference,
        Pairs.LEVEL,
        bootstrap.resamples(),
        test.draws(),
        compared,
        null);
  }

  /// What both have a score of, by one metric, in the order of their ids or questions.
  ///
  /// @param candidate its name
  public List<Pair> pairs(String metric, String candidate) {
    return paired.stream()
        .filter(one -> one.candidate().name().equals(candidate))
        .findFirst()
        .map(one -> one.pairs(metric))
        .orElse(List.of());
  }

  /// The ids of the baseline's answers that a candidate has one to as well.
  Set<String> ids(String candidate) {
    return paired.stream()
        .filter(one -> one.candidate().name().equals(candidate))
        .flatMap(one -> one.both().values().stream())
        .map(both -> both.baseline().getFirst().id())
        .collect(Collectors.toSet());
  }

  /// Which way of a metric is better; null where nobody says.
  @Nullable Direction direction(String metric) {
    return Stream.concat(Stream.of(baseline), paired.stream().map(PairedAnswers::candidate))
        .map(system -> system.direction(metric))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private Candidate candidate(
      OfMetric of,
      Look look,
      MetricMean mean,
      PairedDelta delta,
      double p,
      double minimumDifference) {
    String name = look.answers().candidate().name();
    PairedDelta gain = of.isLower() ? delta.turned() : delta;
    Conclusion conclusion = Comparer.conclusion(gain, p, minimumDifference);
    var because = new ArrayList<String>();
    if (!delta.reliable()) {
      because.add(Cluster.QUESTION.few(delta.clusters()));
    }
    boolean differs = conclusion == Conclusion.BETTER || conclusion == Conclusion.WORSE;
    if (differs && !of.isDirected()) {
      because.add(
          "it is %s, and nobody says which way is better"
              .formatted(conclusion == Conclusion.BETTER ? "higher" : "lower"));
      conclusion = Conclusion.INCONCLUSIVE;
    }
    because.addAll(uncovered(baseline.name(), of.baseline()));
    because.addAll(uncovered(name, mean));
    if ((conclusion == Conclusion.BETTER && !mean.covered())
        || (conclusion == Conclusion.WORSE && !of.baseline().covered())) {
      conclusion = Conclusion.INCONCLUSIVE;
    }
    return new Candidate(
        name,
        mean,
        delta,
        gain.questions(),
        p,
        conclusion,
        because.isEmpty() ? null : String.join("; ", because),
        worst(look.pairs(), of.isLower() ? -1 : 1));
  }

  /// @param sign -1 where lower is better
  private static List<Pair> worst(List<Pair> pairs, int sign) {
    return pairs.stream()
        .filter(pair -> sign * pair.delta() < -1e-9)
        .sorted(
            Comparator.comparingDouble((Pair pair) -> sign * pair.delta()).thenComparing(Pair::id))
        .limit(WORST)
        .toList();
  }

  private static List<String> uncovered(String name, MetricMean mean) {
    return mean.covered()
        ? List.of()
        : List.of(
            "%d of %d failed for %s, which cannot be better"
                .formatted(mean.failed(), mean.expected(), name));
  }
}
