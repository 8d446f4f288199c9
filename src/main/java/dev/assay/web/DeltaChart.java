package dev.assay.web;

import static dev.assay.web.Svg.write;

import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.PairedDelta;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.ArrayList;
import java.util.List;

/// Deltas with their intervals about 0, as SVG with presentation attributes and classes only; the
/// shaded band holds differences that do not matter. The table has the same numbers.
///
/// @param title for who does not see it
/// @param band half of its width
/// @param reach of the axis to both sides of 0
record DeltaChart(String title, List<Line> lines, double band, double reach) implements Content {
  private static final int LEFT = 330;
  private static final int RIGHT = 760;
  private static final int TOP = 8;
  private static final int STEP = 26;
  private static final int LONGEST = 40;

  /// One delta.
  ///
  /// @param kind its class, which gives the colour
  record Line(String label, String kind, PairedDelta delta) {}

  /// Of each candidate that has one.
  static DeltaChart of(Comparison comparison) {
    var lines = new ArrayList<Line>();
    for (Candidate candidate : comparison.candidates()) {
      if (candidate.delta() != null) {
        lines.add(
            new Line(
                candidate.standing().id() + " " + candidate.standing().differs(),
                candidate.conclusion().toString(),
                candidate.delta()));
      }
    }
    return of(
        "%s: delta of each candidate against %s with its interval. The table has the numbers."
            .formatted(comparison.measure(), comparison.baseline().id()),
        lines,
        comparison.minimumDifference());
  }

  static DeltaChart of(String title, List<Line> lines, double band) {
    double reach = band;
    for (Line line : lines) {
      reach = Math.max(reach, Math.max(-line.delta().low(), line.delta().high()));
    }
    // whole twentieths, so that the axis has round numbers
    return new DeltaChart(title, lines, band, Math.max(.05, Math.ceil(reach * 20) / 20));
  }

  private double x(double delta) {
    return (LEFT + RIGHT) / 2.0 + delta / reach * (RIGHT - LEFT) / 2.0;
  }

  @Override
  public void writeTo(TemplateOutput output) {
    int bottom = TOP + STEP * lines.size() + 4;
    write(
        output,
        "<svg class=\"chart\" viewBox=\"0 0 780 %d\" role=\"img\" aria-labelledby=\"delta-title\"><title id=\"delta-title\">",
        bottom + 26);
    output.writeUserContent(title);
    output.writeContent("</title>");
    write(
        output,
        "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        x(-band),
        TOP,
        x(band) - x(-band),
        bottom - TOP);
    for (int half = -2; half <= 2; half++) {
      double at = half * reach / 2;
      write(
          output,
          "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          half == 0 ? "zero" : "grid",
          x(at),
          TOP,
          x(at),
          bottom);
      write(
          output,
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x(at),
          bottom + 16,
          Numbers.signed(at));
    }
    for (int i = 0; i < lines.size(); i++) {
      line(output, lines.get(i), TOP + STEP * i + STEP / 2);
    }
    output.writeContent("</svg>");
  }

  private void line(TemplateOutput output, Line line, int y) {
    PairedDelta delta = line.delta();
    write(
        output,
        "<g class=\"%s\"><text x=\"%d\" y=\"%d\" text-anchor=\"end\">",
        line.kind(),
        LEFT - 12,
        y + 4);
    output.writeUserContent(shortened(line.label()));
    output.writeContent("</text>");
    write(
        output,
        "<line class=\"whisker\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
        x(delta.low()),
        y,
        x(delta.high()),
        y);
    write(
        output, "<circle class=\"mean\" cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/></g>", x(delta.mean()), y);
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
  }
}
