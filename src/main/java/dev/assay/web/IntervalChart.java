package dev.assay.web;

import static dev.assay.web.Svg.write;

import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Mean;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Means with their intervals, one configuration a line, highest first, as SVG with presentation
/// attributes and classes only. The table of configurations has the same numbers.
public record IntervalChart(String measure, List<Line> lines, double from, double to)
    implements Content {
  private static final int LEFT = 310;
  private static final int RIGHT = 760;
  private static final int TOP = 8;
  private static final int STEP = 26;
  private static final int LONGEST = 38;

  /// One configuration.
  ///
  /// @param id the letter of the configuration
  public record Line(String id, String label, double mean, double low, double high, boolean best) {}

  static IntervalChart of(Result result) {
    var lines = new ArrayList<Line>();
    for (ConfigurationResult configuration : result.configurations()) {
      Mean mean = configuration.measures().get(result.primary());
      if (mean == null || mean.mean() == null) {
        continue;
      }
      double middle = mean.mean();
      lines.add(
          new Line(
              configuration.id(),
              configuration.label(),
              middle,
              mean.low() == null ? middle : mean.low(),
              mean.high() == null ? middle : mean.high(),
              configuration.id().equals(result.best())));
    }
    lines.sort(Comparator.comparingDouble(Line::mean).reversed());
    double low = lines.stream().mapToDouble(Line::low).min().orElse(0);
    double high = lines.stream().mapToDouble(Line::high).max().orElse(1);
    // whole tenths, so that the axis has round numbers
    double from = Math.floor(low * 10) / 10;
    return new IntervalChart(
        result.primary(), lines, from, Math.max(from + 0.1, Math.ceil(high * 10) / 10));
  }

  private double x(double value) {
    return LEFT + (value - from) / (to - from) * (RIGHT - LEFT);
  }

  @Override
  public void writeTo(TemplateOutput output) {
    int height = TOP + STEP * lines.size() + 34;
    write(
        output,
        "<svg class=\"chart\" viewBox=\"0 0 780 %d\" role=\"img\" aria-labelledby=\"chart-title\"><title id=\"chart-title\">",
        height);
    output.writeUserContent(
        measure
            + " of each configuration with its 95 % interval, highest first. The table of configurations has the numbers.");
    output.writeContent("</title>");
    axis(output, height);
    for (int i = 0; i < lines.size(); i++) {
      line(output, lines.get(i), TOP + STEP * i + STEP / 2);
    }
    output.writeContent("</svg>");
  }

  private void axis(TemplateOutput output, int height) {
    int bottom = height - 30;
    int first = (int) Math.round(from * 10);
    int last = (int) Math.round(to * 10);
    for (int tenth = first; tenth <= last; tenth++) {
      double x = x(tenth / 10.0);
      Svg.vertical(output, x, TOP, bottom, "%.1f".formatted(tenth / 10.0));
    }
  }

  private void line(TemplateOutput output, Line line, int y) {
    String kind = line.best() ? "best" : "other";
    write(
        output,
        "<g class=\"%s\"><text x=\"%d\" y=\"%d\" text-anchor=\"end\">",
        kind,
        LEFT - 12,
        y + 4);
    output.writeUserContent(line.id());
    write(output, "</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 36, y + 4);
    output.writeUserContent((line.best() ? "★ " : "") + shortened(line.label()));
    output.writeContent("</text>");
    write(
        output,
        "<line class=\"whisker\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
        x(line.low()),
        y,
        x(line.high()),
        y);
    if (line.best()) {
      double x = x(line.mean());
      write(output, "<path class=\"mean\" d=\"M%.1f %d l6 6 l-6 6 l-6 -6 z\"/></g>", x, y - 6);
    } else {
      write(
          output,
          "<circle class=\"mean\" cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/></g>",
          x(line.mean()),
          y);
    }
  }

  /// The label as far as there is room; the table has all of it.
  private static String shortened(String label) {
    return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
  }
}
