package dev.assay.web;

import static dev.assay.web.Svg.write;

import dev.assay.analysis.History;
import dev.assay.analysis.History.Point;
import dev.assay.analysis.History.Value;
import dev.assay.experiment.Result.Mean;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The measure over the runs of one name, the oldest first, as SVG with presentation attributes and
/// classes only: the best configuration with its interval, joined by a line from run to run that
/// compares, and the baseline dashed. A run that does not compare with the newest is hollow and
/// joined to none. The table beside it has the numbers.
///
/// @param points the last of them, at most [#MOST]
record HistoryChart(String measure, List<Point> points, double from, double to) implements Content {
  static final int MOST = 40;
  private static final int LEFT = 50;
  private static final int RIGHT = 750;
  private static final int TOP = 12;
  private static final int BOTTOM = 210;

  static HistoryChart of(History history) {
    List<Point> all = history.points();
    List<Point> points = all.subList(Math.max(0, all.size() - MOST), all.size());
    double[] values =
        points.stream()
            .flatMap(point -> Stream.of(point.best(), point.baseline()))
            .filter(Objects::nonNull)
            .flatMap(
                value -> Stream.of(value.mean().low(), value.mean().mean(), value.mean().high()))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double from = values.length == 0 ? 0 : Math.floor(values[0] * 10) / 10;
    double to = values.length == 0 ? 1 : Math.ceil(values[values.length - 1] * 10) / 10;
    return new HistoryChart(history.measure(), points, from, Math.max(from + .1, to));
  }

  private double x(int run) {
    return LEFT + (run + .5) / points.size() * (RIGHT - LEFT);
  }

  private double y(double value) {
    return BOTTOM - (value - from) / (to - from) * (BOTTOM - TOP);
  }

  @Override
  public void writeTo(TemplateOutput output) {
    write(output, "<svg class=\"chart\" viewBox=\"0 0 780 %d\" role=\"img\">", BOTTOM + 30);
    output.writeContent("<title>");
    output.writeUserContent(
        measure + " over the runs, oldest first, with 95 % intervals. The table has the numbers.");
    output.writeContent("</title>");
    int tenths = (int) Math.round((to - from) * 10);
    for (int tenth = 0; tenth <= tenths; tenth++) {
      double value = from + tenth / 10.0;
      Svg.horizontal(output, LEFT, RIGHT, y(value), Numbers.decimals(value));
    }
    line(output, "held", Point::baseline);
    line(output, "development", Point::best);
    int every = Math.max(1, (points.size() + 7) / 8);
    for (int run = 0; run < points.size(); run++) {
      Point point = points.get(run);
      if (run % every == 0) {
        Svg.below(output, x(run), BOTTOM + 18, point.finished().toString().substring(0, 10));
      }
      mark(output, x(run), point);
    }
    output.writeContent("</svg>");
  }

  /// Runs that compare, joined.
  private void line(TemplateOutput output, String kind, Function<Point, @Nullable Value> of) {
    var path = new StringBuilder();
    for (int run = 0; run < points.size(); run++) {
      Value value = points.get(run).comparable() ? of.apply(points.get(run)) : null;
      Double mean = value == null ? null : value.mean().mean();
      if (mean != null) {
        path.append(path.isEmpty() ? "M" : " L")
            .append("%d %d".formatted(Math.round(x(run)), Math.round(y(mean))));
      }
    }
    if (!path.isEmpty()) {
      write(output, "<path class=\"line %s\" d=\"%s\"/>", kind, path);
    }
  }

  private void mark(TemplateOutput output, double x, Point point) {
    Mean best = point.best() == null ? null : point.best().mean();
    if (best == null || best.mean() == null) {
      return;
    }
    write(output, "<g class=\"%s\">", point.comparable() ? "best" : "apart");
    if (best.low() != null && best.high() != null) {
      write(
          output,
          "<line class=\"whisker\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
          x,
          y(best.low()),
          x,
          y(best.high()));
    }
    write(
        output,
        "<circle class=\"mean\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/></g>",
        x,
        y(best.mean()));
  }
}
