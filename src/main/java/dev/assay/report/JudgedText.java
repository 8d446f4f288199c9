package dev.assay.report;

import dev.assay.judge.Outcome;
import dev.assay.verdicts.JudgedAnswers;
import dev.assay.verdicts.JudgedAnswers.Declined;
import dev.assay.verdicts.JudgedAnswers.MetricMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a judge said of given answers, for a terminal.
public final class JudgedText {
  private JudgedText() {}

  public static String of(JudgedAnswers judged) {
    var lines = new ArrayList<String>();
    lines.add(
        "%d answers · %s · means with 95 %% intervals"
            .formatted(
                judged.answers(),
                judged.metrics().isEmpty() ? "not judged" : "judge " + judged.judge()));
    lines.add("");
    var given = judged.given() == null ? Map.<String, MetricMean>of() : judged.given();
    int width =
        Stream.of(judged.metrics(), given)
            .flatMap(means -> means.keySet().stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    judged
        .metrics()
        .forEach((name, mean) -> {
          lines.add("  " + padded(name, width) + "  " + line(mean));
          if (mean.failure() != null) {
            lines.add("    most that failed: " + mean.failure());
          }
        });
    if (!given.isEmpty()) {
      lines.add("scores that the file has, made by somebody else");
      given.forEach((name, mean) ->
          lines.add("  " + padded(ExplanationText.brief(name), width) + "  " + line(mean)));
    }
    lines.add("");
    lines.add("declined  " + declined(judged.abstention().all()));
    add(lines, "  answerable    ", judged.abstention().answerable());
    add(lines, "  unanswerable  ", judged.abstention().unanswerable());
    costs(judged, lines);
    var rows = judged.rows();
    if (rows != null) {
      for (var row : rows) {
        lines.add("");
        lines.add(ExplanationText.brief(row.id()) + "  " + ExplanationText.brief(row.question()));
        row.outcomes()
            .forEach(
                (name, outcome) -> lines.add("  " + padded(name, width) + "  " + said(outcome)));
        if (row.given() != null) {
          row.given()
              .forEach((name, outcome) ->
                  lines.add(
                      "  "
                          + padded(ExplanationText.brief(name), width)
                          + "  "
                          + said(outcome)
                          + "  given"));
        }
        row.evidence()
            .claims()
            .forEach(claim ->
                lines.add(
                    "    %s  %s  %s"
                        .formatted(
                            padded(String.valueOf(claim.label()), 5),
                            ExplanationText.brief(claim.item()),
                            claim.chunks().isEmpty()
                                ? ExplanationText.brief(claim.reason())
                                : String.join(", ", claim.chunks()))));
      }
    }
    return String.join("\n", lines.stream().map(String::stripTrailing).toList()) + "\n";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String line(MetricMean mean) {
    String value = mean.mean() == null ? "no score" : Figures.share(mean.mean());
    String interval =
        mean.low() == null || mean.high() == null
            ? ""
            : " [%s, %s]".formatted(Figures.share(mean.low()), Figures.share(mean.high()));
    return "%s%s  n %d of %d  %d failed, %d abstained, %d not applicable  %s"
        .formatted(
            value,
            interval,
            mean.n(),
            mean.expected(),
            mean.failed(),
            mean.abstained(),
            mean.notApplicable(),
            switch (mean.direction()) {
              case null -> "which way is better is not said";
              case HIGHER -> "higher is better";
              case LOWER -> "lower is better";
              case NEUTRAL -> "neither is better";
            });
  }

  private static void add(List<String> lines, String what, @Nullable Declined of) {
    if (of != null) {
      lines.add(what + declined(of));
    }
  }

  private static String declined(Declined of) {
    return of.rate() == null
        ? "0 of 0"
        : "%d of %d (%s)".formatted(of.declined(), of.n(), Figures.share(of.rate()));
  }

  private static void costs(JudgedAnswers judged, List<String> lines) {
    var costs = judged.costs();
    if (costs != null) {
      lines.add("");
      costs.forEach((task, cost) -> lines.add(task + "  " + Figures.cost(cost)));
    }
  }

  private static String said(Outcome outcome) {
    return outcome instanceof Outcome.Scored(double value)
        ? Figures.share(value)
        : ExplanationText.brief(outcome.words());
  }
}
