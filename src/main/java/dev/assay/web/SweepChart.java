package dev.assay.web;

import static dev.assay.web.Svg.write;

import dev.assay.analysis.Sweep.Curve;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.List;
import java.util.stream.Stream;

/// The means of one row of fusions, over `k` or over the dense weight, as SVG with presentation
/// attributes and classes only: development solid, held out dashed, a diamond at the best
/// development mean.
///
/// @param from lower end of the axis of means
/// @param to its upper end
public record SweepChart(String measure, Curve curve, double from, double to) implements Content {
  private static final int LEFT = 40;
  private static final int RIGHT = 350;
  private static final int TOP = 24;
  private static final int BOTTOM = 170;
  private static final int HEIGHT = 206;
  private static final List<Double> KS = List.of(1.0, 50.0, 100.0, 150.0, 200.0);
  private static final List<Double> WEIGHTS = List.of(0.0, .25, .5, .75, 1.0);

  /// One for each curve, on one axis of means.
  static List<SweepChart> of(String measure, List<Curve> curves) {
    double[] means =
        curves.stream()
            .flatMap(curve -> Stream.concat(curve.development().stream(), curve.heldOut().stream()))
            .mapToDouble(mean -> mean)
            .sorted()
            .toArray();
    double from = means.length == 0 ? 0 : Math.floor(means[0] * 20) / 20;
    double to =
        Math.max(from + .05, means.length == 0 ? 1 : Math.ceil(means[means.length - 1] * 20) / 20);
    return curves.stream().map(curve -> new SweepChart(measure, curve, from, to)).toList();
  }

  private double x(double at) {
    double first = curve.at().getFirst();
    double last = curve.at().getLast();
    return last == first ? LEFT : LEFT + (at - first) / (last - first) * (RIGHT - LEFT);
  }

  private double y(double mean) {
    return BOTTOM - (mean - from) / (to - from) * (BOTTOM - TOP);
  }

  @Override
  public void writeTo(TemplateOutput output) {
    int best = curve.best();
    write(output, "<svg class=\"chart\" viewBox=\"0 0 364 %d\" role=\"img\">", HEIGHT);
    output.writeContent("<title>");
    output.writeUserContent(
        "%s by %s, %s: highest on the development questions at %s with %s"
            .formatted(
                measure,
                curve.normalise() == null ? "k" : "the weight of the dense leg",
                SweepPage.name(curve),
                SweepPage.at(curve, best),
                Numbers.value(curve.development().get(best))));
    output.writeContent("</title>");
    write(output, "<text class=\"tick\" x=\"%d\" y=\"12\">", LEFT);
    output.writeUserContent(
        SweepPage.name(curve)
            + (curve.normalise() == null ? ", over k" : ", over the dense weight"));
    output.writeContent("</text>");
    axes(output);
    if (!curve.heldOut().isEmpty()) {
      path(output, "held", curve.heldOut());
    }
    path(output, "development", curve.development());
    write(
        output,
        "<path class=\"peak\" d=\"M%.1f %.1f l5 5 l-5 5 l-5 -5 z\"/></svg>",
        x(curve.at().get(best)),
        y(curve.development().get(best)) - 5);
  }

  private void axes(TemplateOutput output) {
    int steps = (int) Math.round((to - from) * 20);
    int every = steps <= 6 ? 1 : steps <= 12 ? 2 : 4;
    for (int step = 0; step <= steps; step += every) {
      double mean = from + step / 20.0;
      Svg.horizontal(output, LEFT, RIGHT, y(mean), Numbers.decimals(mean));
    }
    for (double at : curve.normalise() == null ? KS : WEIGHTS) {
      write(
          output,
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x(at),
          BOTTOM + 18,
          curve.normalise() == null ? String.valueOf(Math.round(at)) : Numbers.decimals(at));
    }
  }

  private void path(TemplateOutput output, String kind, List<Double> means) {
    write(output, "<path class=\"line %s\" d=\"", kind);
    for (int i = 0; i < means.size(); i++) {
      write(output, "%s%.1f %.1f", i == 0 ? "M" : " L", x(curve.at().get(i)), y(means.get(i)));
    }
    output.writeContent("\"/>");
  }
}
