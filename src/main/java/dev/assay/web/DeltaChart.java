package dev.assay.web;

import static dev.assay.web.Svg.write;

import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.PairedDelta;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;

/// The deltas of all candidates with their intervals about 0, as SVG with presentation attributes
/// and classes only; the shaded band holds differences that do not matter. The table has the same
/// numbers.
///
/// @param reach of the axis to both sides of 0
record DeltaChart(Comparison comparison, List<Candidate> candidates, double reach)
    implements Content {
  private static final int LEFT = 330;
  private static final int RIGHT = 760;
  private static final int TOP = 8;
  private static final int STEP = 26;
  private static final int LONGEST = 40;

  static DeltaChart of(Comparison comparison) {
    List<Candidate> drawn =
        comparison.candidates().stream().filter(one -> one.delta() != null).toList();
    double reach = comparison.minimumDifference();
    for (Candidate candidate : drawn) {
      PairedDelta delta = candidate.delta();
      if (delta != null) {
        reach = Math.max(reach, Math.max(-delta.low(), delta.high()));
      }
    }
    // whole twentieths, so that the axis has round numbers
    return new DeltaChart(comparison, drawn, Math.max(.05, Math.ceil(reach * 20) / 20));
  }

  private double x(double delta) {
    return (LEFT + RIGHT) / 2.0 + delta / reach * (RIGHT - LEFT) / 2.0;
  }

  @Override
  public void writeTo(TemplateOutput output) {
    int bottom = TOP + STEP * candidates.size() + 4;
    write(
        output,
        "<svg class=\"chart\" viewBox=\"0 0 780 %d\" role=\"img\" aria-labelledby=\"delta-title\"><title id=\"delta-title\">",
        bottom + 26);
    output.writeUserContent(
        "%s: delta of each candidate against %s with its interval. The table has the numbers."
            .formatted(comparison.measure(), comparison.baseline().id()));
    output.writeContent("</title>");
    double band = comparison.minimumDifference();
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
    for (int i = 0; i < candidates.size(); i++) {
      line(output, candidates.get(i), TOP + STEP * i + STEP / 2);
    }
    output.writeContent("</svg>");
  }

  private void line(TemplateOutput output, Candidate candidate, int y) {
    PairedDelta delta = candidate.delta();
    if (delta == null) {
      return;
    }
    write(
        output,
        "<g class=\"%s\"><text x=\"%d\" y=\"%d\" text-anchor=\"end\">",
        ComparePage.conclusion(candidate),
        LEFT - 12,
        y + 4);
    output.writeUserContent(
        shortened(candidate.standing().id() + " " + candidate.standing().differs()));
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
