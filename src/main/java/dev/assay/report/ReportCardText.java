package dev.assay.report;

import com.google.errorprone.annotations.FormatMethod;
import dev.assay.experiment.ReportCard;
import dev.assay.measure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A judge's report card as text.
public final class ReportCardText {
  private ReportCardText() {}

  /// Lines of at most 100 columns, but for the reason of rows that failed.
  public static String of(ReportCard card) {
    var lines = new ArrayList<String>();
    lines.add("%s · %s · %s".formatted(card.judge(), card.rows().task(), card.rows().words()));
    lines.add(
        "%d of %d rows judged, %d abstained, %d failed; rows %s"
            .formatted(
                card.n(), card.expected(), card.abstained(), card.failed(), card.rows().content()));
    if (card.failure() != null) {
      lines.add("most failed rows: " + card.failure());
    }
    lines.add("95 % intervals, rows with the same contexts drawn together");
    figure(lines, "accuracy", card.accuracy());
    figure(lines, "balanced accuracy", card.balancedAccuracy());
    figure(lines, "kappa", card.kappa());
    figure(lines, "sensitivity", card.sensitivity());
    figure(lines, "specificity", card.specificity());
    figure(lines, "AUROC", card.auroc());
    figure(lines, "calibration error", card.ece());
    if (card.baselines() != null) {
      card.baselines().forEach((name, auroc) -> figure(lines, "AUROC of " + name, auroc));
    }
    if (card.contradiction() != null) {
      lines.add("contradicted, or only without evidence:");
      figure(lines, "AUROC", card.contradiction());
    }
    var counts = card.confusion();
    lines.add(
        "people yes: %d yes, %d no   people no: %d yes, %d no"
            .formatted(counts.hits(), counts.misses(), counts.falseAlarms(), counts.rejections()));
    card.labels()
        .forEach((label, count) ->
            lines.add(
                decimal(
                    "  %-26s n %5d   judged yes %5.1f %%   mean score %.3f",
                    label, count.n(), 100.0 * count.yes() / count.n(), count.meanScore())));
    card.probes()
        .forEach((name, probe) ->
            lines.add(
                probe.failureRate() == null
                    ? "  probe %-20s nothing to try".formatted(name)
                    : decimal(
                        "  probe %-20s %d of %d fail: %.1f %% [%.1f, %.1f]",
                        name,
                        probe.failed(),
                        probe.n(),
                        100 * probe.failureRate().value(),
                        100 * probe.failureRate().low(),
                        100 * probe.failureRate().high())));
    if (card.flipRate() != null) {
      lines.add(decimal("verdicts that flip when asked again: %.1f %%", 100 * card.flipRate()));
    }
    lines.add(decimal("%.3f s a row", card.secondsARow()));
    if (card.cost() != null) {
      lines.add(Figures.cost(card.cost()));
    }
    return String.join("\n", lines);
  }

  private static void figure(List<String> lines, String name, @Nullable Figure figure) {
    lines.add(
        figure == null
            ? "  %-18s -".formatted(name)
            : decimal(
                "  %-18s %.3f [%.3f, %.3f]", name, figure.value(), figure.low(), figure.high()));
  }

  @FormatMethod
  private static String decimal(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
