package dev.assay.analysis;

import dev.assay.analysis.GateReport.Checked;
import dev.assay.analysis.GateReport.Outcome;
import dev.assay.experiment.PairedDelta;
import dev.assay.measure.Bootstrap;
import dev.assay.verdicts.AnswerComparison;
import dev.assay.verdicts.AnswerComparison.Candidate;
import dev.assay.verdicts.AnswerComparison.OfMetric;
import dev.assay.verdicts.AnswerComparison.OtherSystem;
import dev.assay.verdicts.JudgedAnswers.MetricMean;
import dev.assay.verdicts.ScoredAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Holds a system's judged answers against what they must reach. As with [GateCheck] only what is
/// proven fails, and what is missing: verdicts among it, of which too many failed.
public final class AnswerGates {
  private AnswerGates() {}

  /// What the mean of a metric must reach.
  ///
  /// @param metric its name
  /// @param least whether at least so much is wanted; else at most
  public record Bound(String metric, boolean least, double value) {
    @Override
    public String toString() {
      return "%s at %s %s".formatted(metric, least ? "least" : "most", value);
    }
  }

  /// Holds means against bounds.
  ///
  /// @throws IllegalArgumentException for a metric that the answers do not have
  public static List<Checked> bounds(
      ScoredAnswers answers, List<Bound> bounds, Bootstrap bootstrap) {
    return bounds.stream().map(bound -> bounded(answers, bound, bootstrap)).toList();
  }

  private static Checked bounded(ScoredAnswers answers, Bound bound, Bootstrap bootstrap) {
    MetricMean mean = answers.mean(bound.metric(), bootstrap);
    Double value = mean.mean();
    if (value == null || !mean.covered()) {
      return new Checked(
          bound.toString(),
          answers.name(),
          null,
          bound.metric(),
          Outcome.FAILED,
          value == null
              ? "no answer has a score, of %d expected".formatted(mean.expected())
              : failed(answers.name(), mean),
          value,
          null);
    }
    boolean reached = bound.least() ? value >= bound.value() : value <= bound.value();
    Double low = mean.low();
    Double high = mean.high();
    boolean proven =
        bound.least() ? high != null && high < bound.value() : low != null && low > bound.value();
    return new Checked(
        bound.toString(),
        answers.name(),
        null,
        bound.metric(),
        reached ? Outcome.PASSED : proven ? Outcome.FAILED : Outcome.INCONCLUSIVE,
        "%s is %s%s, n %d of %d"
            .formatted(
                answers.name(),
                number("%.3f", value),
                low == null || high == null
                    ? ""
                    : " [%s, %s]".formatted(number("%.3f", low), number("%.3f", high)),
                mean.n(),
                mean.expected()),
        value,
        null);
  }

  /// Holds each metric against the baseline of a comparison with one other system. A metric of
  /// which nobody says which way is better is left out.
  ///
  /// @param margin a loss that does not matter
  public static List<Checked> notWorse(AnswerComparison comparison, double margin) {
    OtherSystem system = comparison.systems().getFirst();
    var checked = new ArrayList<Checked>();
    for (OfMetric metric : comparison.metrics()) {
      for (Candidate candidate : metric.candidates()) {
        if (metric.isDirected()) {
          checked.add(notWorse(comparison.baseline(), system, metric, candidate, margin));
        }
      }
    }
    return checked;
  }

  /// The metrics of the baseline that the answers were not scored by, each a failure: a build that
  /// no longer asks for a metric does not pass by it. One of which nobody says which way is better
  /// is left out.
  public static List<Checked> missing(
      ScoredAnswers baseline, ScoredAnswers answers, double margin) {
    var known = answers.metrics();
    return baseline.metrics().stream()
        .filter(metric -> !known.contains(metric))
        .filter(baseline::isDirected)
        .map(metric ->
            new Checked(
                name(metric, baseline.name(), margin),
                answers.name(),
                baseline.name(),
                metric,
                Outcome.FAILED,
                "no answer of %s was scored by it; --metrics names those that are to be held"
                    .formatted(answers.name()),
                null,
                null))
        .toList();
  }

  private static String name(String metric, String baseline, double margin) {
    return "%s not worse than %s by %s".formatted(metric, baseline, margin);
  }

  private static Checked notWorse(
      String baseline, OtherSystem system, OfMetric metric, Candidate candidate, double margin) {
    PairedDelta delta = candidate.delta();
    Outcome outcome;
    String message;
    if (system.onlyBaseline() > 0) {
      outcome = Outcome.FAILED;
      message =
          "%d of what %s was asked %s not asked here"
              .formatted(
                  system.onlyBaseline(), baseline, system.onlyBaseline() == 1 ? "was" : "were");
    } else if (delta == null) {
      outcome = Outcome.FAILED;
      message = "no question has a score in both";
    } else if (!candidate.mean().covered()) {
      outcome = Outcome.FAILED;
      message = failed(candidate.name(), candidate.mean());
    } else {
      double p = Objects.requireNonNull(candidate.p());
      outcome = GateCheck.outcome(metric.isLower() ? delta.turned() : delta, p, margin);
      message =
          "%s against %s: %s [%s, %s], p %s, n %d"
              .formatted(
                  number("%.3f", candidate.mean().mean()),
                  number("%.3f", metric.baseline().mean()),
                  number("%+.3f", delta.mean()),
                  number("%+.3f", delta.low()),
                  number("%+.3f", delta.high()),
                  number("%.3f", p),
                  delta.n());
    }
    return new Checked(
        name(metric.metric(), baseline, margin),
        candidate.name(),
        baseline,
        metric.metric(),
        outcome,
        message,
        candidate.mean().mean(),
        delta);
  }

  private static String failed(String name, MetricMean mean) {
    return "%d of %d failed for %s".formatted(mean.failed(), mean.expected(), name);
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "none" : String.format(Locale.ROOT, format, value);
  }
}
