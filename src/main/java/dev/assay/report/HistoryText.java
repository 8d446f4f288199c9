package dev.assay.report;

import dev.assay.analysis.History;
import dev.assay.analysis.History.Point;
import dev.assay.analysis.History.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A history for a terminal.
public final class HistoryText {
  private HistoryText() {}

  /// A line an experiment, the oldest first, then when the choice is due again.
  public static String of(History history) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s · %s over %d runs"
            .formatted(history.measure(), history.name(), history.points().size()));
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "finished",
            "experiment",
            "best",
            "value",
            "baseline",
            "value",
            "corpus",
            "golden",
            ""));
    for (Point point : history.points()) {
      rows.add(
          List.of(
              point.finished().toString().substring(0, 10),
              point.experiment(),
              label(point.best()),
              value(point.best()),
              label(point.baseline()),
              value(point.baseline()),
              point
                  .fingerprints()
                  .corpus()
                  .substring(0, Math.min(6, point.fingerprints().corpus().length())),
              point
                  .fingerprints()
                  .golden()
                  .substring(0, Math.min(6, point.fingerprints().golden().length())),
              mark(point)));
    }
    lines.addAll(Columns.aligned(rows));
    if (history.choice() != null) {
      lines.add(
          "decided on %s with %s"
              .formatted(
                  history.choice().at().toString().substring(0, 10),
                  history.choice().experiment()));
    }
    lines.addAll(history.due());
    return String.join("\n", lines) + "\n";
  }

  private static String mark(Point point) {
    String changes = String.join("; ", point.changes());
    return point.comparable() ? changes : "not comparable: " + changes;
  }

  private static String label(@Nullable Value value) {
    return value == null ? "-" : value.id() + " " + value.label();
  }

  private static String value(@Nullable Value value) {
    return value == null ? "-" : Figures.withInterval(value.mean());
  }
}
