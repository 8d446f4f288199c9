package dev.assay.report;

import dev.assay.verdicts.AnswerComparison;
import dev.assay.verdicts.AnswerComparison.Candidate;
import dev.assay.verdicts.AnswerComparison.OfMetric;
import dev.assay.verdicts.AnswerComparison.OtherSystem;
import dev.assay.verdicts.JudgedAnswers.MetricMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Answers of several systems beside each other, for a terminal, a table or a document.
public final class AnswerComparisonText {
  private static final List<String> HEADER =
      List.of(
          "metric",
          "system",
          "mean",
          "delta",
          "interval",
          "n",
          "p",
          "W/T/L",
          "scored",
          "conclusion");

  private AnswerComparisonText() {}

  /// What was compared and how, a line for each metric and system, and where each loses most.
  public static String of(AnswerComparison comparison) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s · %s · %.0f%% BCa interval by question, %,d resamples"
            .formatted(
                name(comparison.baseline()) + " against " + others(comparison),
                scorer(comparison),
                100 * comparison.level(),
                comparison.resamples()));
    lines.add(
        "sign-flip p, Holm over %d · minimum difference %s"
            .formatted(comparison.family(), Figures.share(comparison.minimumDifference())));
    comparison.systems().forEach(system -> lines.add(paired(comparison, system)));
    lines.add("");
    lines.addAll(table(comparison));
    var notes = new ArrayList<String>();
    for (OfMetric metric : comparison.metrics()) {
      for (Candidate candidate : metric.candidates()) {
        if (candidate.because() != null) {
          notes.add(
              "%s, %s: %s"
                  .formatted(name(metric.metric()), name(candidate.name()), candidate.because()));
        }
        if (!candidate.worst().isEmpty()) {
          notes.add(worst(metric, candidate));
        }
      }
    }
    if (!notes.isEmpty()) {
      lines.add("");
      lines.addAll(notes);
    }
    if (comparison.agreement() != null) {
      lines.add("");
      lines.addAll(AgreementText.of(comparison.agreement()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String others(AnswerComparison comparison) {
    return comparison.systems().stream()
        .map(system -> name(system.name()))
        .collect(Collectors.joining(", "));
  }

  /// Who scored, and how far that can be trusted.
  private static String scorer(AnswerComparison comparison) {
    return comparison.judge() == null
        ? "scores that the files have"
        : "judge %s (%s)".formatted(comparison.judge(), comparison.qualification());
  }

  private static String paired(AnswerComparison comparison, OtherSystem system) {
    return "%s: %d paired by %s%s%s"
        .formatted(
            name(system.name()),
            system.both(),
            system.by(),
            only(system.onlyBaseline(), comparison.baseline()),
            only(system.onlyHere(), system.name()));
  }

  private static String only(int n, String system) {
    return n == 0 ? "" : ", %d only in %s".formatted(n, name(system));
  }

  private static String worst(OfMetric metric, Candidate candidate) {
    return "%s, worst for %s: ".formatted(name(metric.metric()), name(candidate.name()))
        + candidate.worst().stream()
            .map(pair ->
                "%s %s -> %s"
                    .formatted(
                        name(pair.id()),
                        Figures.share(pair.baseline()),
                        Figures.share(pair.candidate())))
            .collect(Collectors.joining(" · "));
  }

  /// Names of files, metrics and answers are somebody else's.
  private static String name(String text) {
    return ExplanationText.brief(text);
  }

  private static List<String> table(AnswerComparison comparison) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEADER);
    rows.addAll(rows(comparison));
    return Columns.aligned(rows);
  }

  /// As a table for a document.
  public static String markdown(AnswerComparison comparison) {
    String table = MarkdownTable.of(HEADER, rows(comparison));
    return comparison.agreement() == null
        ? table
        : table + "\n" + AgreementText.markdown(comparison.agreement());
  }

  private static List<List<String>> rows(AnswerComparison comparison) {
    var rows = new ArrayList<List<String>>();
    for (OfMetric metric : comparison.metrics()) {
      rows.add(
          row(
              name(metric.metric()) + (metric.isLower() ? " (lower is better)" : ""),
              comparison.baseline(),
              metric.baseline(),
              List.of("-", "", "", "", ""),
              "baseline"));
      for (Candidate candidate : metric.candidates()) {
        rows.add(
            row(
                "",
                candidate.name(),
                candidate.mean(),
                ComparisonTable.cells(candidate.delta(), candidate.p(), candidate.questions()),
                candidate.conclusion().toString()));
      }
    }
    return rows;
  }

  private static List<String> row(
      String metric, String system, MetricMean mean, List<String> delta, String conclusion) {
    var row = new ArrayList<>(List.of(metric, name(system), Figures.share(mean.mean())));
    row.addAll(delta);
    row.add(mean.n() + "/" + mean.expected());
    row.add(conclusion);
    return row;
  }

  /// One line a metric and system, numbers in full; the baseline has a line without delta.
  public static String csv(AnswerComparison comparison) {
    var csv =
        new StringBuilder(
            Csv.row(
                "metric",
                "direction",
                "system",
                "mean",
                "scored",
                "expected",
                "failed",
                "abstained",
                "n",
                "delta",
                "low",
                "high",
                "p",
                "wins",
                "ties",
                "losses",
                "conclusion"));
    for (OfMetric metric : comparison.metrics()) {
      csv.append(line(metric, comparison.baseline(), metric.baseline(), null));
      metric
          .candidates()
          .forEach(
              candidate -> csv.append(line(metric, candidate.name(), candidate.mean(), candidate)));
    }
    return csv.toString();
  }

  private static String line(
      OfMetric metric, String system, MetricMean mean, @Nullable Candidate candidate) {
    var values =
        new ArrayList<@Nullable Object>(
            Arrays.<@Nullable Object>asList(
                metric.metric(),
                metric.direction() == null
                    ? null
                    : metric.direction().name().toLowerCase(Locale.ROOT),
                system,
                mean.mean(),
                mean.n(),
                mean.expected(),
                mean.failed(),
                mean.abstained()));
    values.addAll(
        candidate == null
            ? ComparisonTable.values(null, null, null)
            : ComparisonTable.values(candidate.delta(), candidate.p(), candidate.questions()));
    values.add(candidate == null ? "baseline" : candidate.conclusion().toString());
    return Csv.row(values.toArray());
  }
}
