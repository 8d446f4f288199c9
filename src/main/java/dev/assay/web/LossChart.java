package dev.assay.web;

import static dev.assay.web.Svg.write;

import dev.assay.analysis.Loss;
import dev.assay.analysis.Loss.Part;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;

/// What each configuration reached and what it lost where, one bar a configuration, as SVG with
/// presentation attributes and classes only. The table beside it has the same numbers. A gain (a
/// part below 0) is not drawn; it makes what is drawn longer than 1 by as much.
record LossChart(int cutoff, List<LossSection.Row> rows) implements Content {
  private static final int LEFT = 60;
  private static final int RIGHT = 760;
  private static final int TOP = 34;
  private static final int STEP = 26;
  private static final int BAR = 18;

  /// A value is written into a segment where there is room for it.
  private static final int ROOM = 34;

  @Override
  public void writeTo(TemplateOutput output) {
    double to = Math.max(1, rows.stream().mapToDouble(LossChart::drawn).max().orElse(1));
    int bottom = TOP + STEP * rows.size() + 4;
    write(
        output,
        "<svg class=\"chart loss\" viewBox=\"0 0 780 %d\" role=\"img\" aria-labelledby=\"loss-title\"><title id=\"loss-title\">"
            + "Share of the evidence that each configuration reached within its first %d hits, and where the rest was lost. The table has the numbers.</title>",
        bottom + 24,
        cutoff);
    legend(output);
    for (int fifth = 0; fifth <= 5; fifth++) {
      double x = x(fifth / 5.0, to);
      Svg.vertical(output, x, TOP, bottom, "%.1f".formatted(fifth / 5.0));
    }
    for (int i = 0; i < rows.size(); i++) {
      bar(output, rows.get(i), TOP + STEP * i + 4, to);
    }
    output.writeContent("</svg>");
  }

  private static double x(double value, double to) {
    return LEFT + value / to * (RIGHT - LEFT);
  }

  private static double drawn(LossSection.Row row) {
    Loss mean = row.mean();
    double sum = 0;
    if (mean != null) {
      sum = mean.reached();
      for (Part part : Part.values()) {
        sum += Math.max(0, mean.of(part));
      }
    }
    return sum;
  }

  /// What was reached first, then what was lost, the last place on the way first.
  private static void bar(TemplateOutput output, LossSection.Row row, int y, double to) {
    write(output, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 10, y + BAR - 4);
    output.writeUserContent(row.id());
    output.writeContent("</text>");
    Loss mean = row.mean();
    if (mean == null) {
      return;
    }
    segment(output, "reached", 0, mean.reached(), y, to);
    double at = mean.reached();
    for (Part part : LossSection.parts().reversed()) {
      double lost = mean.of(part);
      if (lost > 0) {
        segment(output, kind(part), at, lost, y, to);
        at += lost;
      }
    }
  }

  private static void segment(
      TemplateOutput output, String kind, double from, double length, int y, double to) {
    double x = x(from, to);
    double width = x(from + length, to) - x;
    write(
        output,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        kind,
        x,
        y,
        width,
        BAR);
    if (width >= ROOM) {
      write(
          output,
          "<text class=\"value\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x + width / 2,
          y + BAR - 5,
          Numbers.value(length));
    }
  }

  private void legend(TemplateOutput output) {
    int x = LEFT;
    x = entry(output, x, "reached", "reached");
    for (Part part : LossSection.parts().reversed()) {
      if (rows.stream().anyMatch(row -> row.mean() != null && row.mean().of(part) > 0)) {
        x = entry(output, x, kind(part), LossSection.name(part));
      }
    }
  }

  private static int entry(TemplateOutput output, int x, String kind, String name) {
    write(output, "<rect class=\"%s\" x=\"%d\" y=\"8\" width=\"14\" height=\"14\"/>", kind, x);
    write(output, "<text x=\"%d\" y=\"20\">%s</text>", x + 20, name);
    return x + 36 + 7 * name.length();
  }

  private static String kind(Part part) {
    return LossSection.name(part).replace(' ', '-');
  }
}
