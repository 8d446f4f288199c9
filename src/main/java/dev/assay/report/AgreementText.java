package dev.assay.report;

import dev.assay.measure.Figure;
import dev.assay.verdicts.Agreement;
import dev.assay.verdicts.Agreement.Aspect;
import dev.assay.verdicts.Agreement.Met;
import dev.assay.verdicts.Agreement.OfMetric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far metrics prefer what people prefer, for a terminal or a document.
final class AgreementText {
  private static final List<String> HEADER =
      List.of("aspect", "", "n", "correlation", "interval", "decided", "agreed", "interval");

  private AgreementText() {}

  /// What was rated, and a line for each aspect and metric.
  static List<String> of(Agreement agreement) {
    var lines = new ArrayList<String>();
    lines.add(
        "people against metrics, %s · 95%% interval by pair%s"
            .formatted(
                ExplanationText.brief(agreement.candidate()),
                agreement.unknown() == 0
                    ? ""
                    : " · %d rated ids are not in both files".formatted(agreement.unknown())));
    var table = new ArrayList<List<String>>();
    table.add(HEADER);
    table.addAll(rows(agreement));
    lines.addAll(Columns.aligned(table));
    return lines;
  }

  static String markdown(Agreement agreement) {
    return MarkdownTable.of(HEADER, rows(agreement));
  }

  private static List<List<String>> rows(Agreement agreement) {
    var rows = new ArrayList<List<String>>();
    for (Aspect aspect : agreement.aspects()) {
      String name = ExplanationText.brief(aspect.name());
      if (aspect.people() != null) {
        rows.add(row(name, "one person, the others", aspect.people()));
        name = "";
      }
      for (OfMetric metric : aspect.metrics()) {
        rows.add(row(name, ExplanationText.brief(metric.metric()), metric.met()));
        name = "";
      }
    }
    return rows;
  }

  private static List<String> row(String aspect, String who, @Nullable Met met) {
    var row = new ArrayList<>(List.of(aspect, who));
    if (met == null) {
      row.addAll(List.of("0", "-", "", "0", "-", ""));
      return row;
    }
    row.add(String.valueOf(met.n()));
    row.addAll(cells(met.correlation()));
    row.add(String.valueOf(met.decided()));
    row.addAll(cells(met.agreed()));
    return row;
  }

  private static List<String> cells(@Nullable Figure figure) {
    return figure == null
        ? List.of("-", "")
        : List.of(
            Figures.share(figure.value()),
            "[%s, %s]".formatted(Figures.share(figure.low()), Figures.share(figure.high())));
  }
}
