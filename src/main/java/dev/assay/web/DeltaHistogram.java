package dev.assay.web;

import static dev.assay.web.Svg.write;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.Arrays;
import java.util.List;

/// How many questions got how much worse or better, as SVG with presentation attributes and classes
/// only: ten bars a tenth wide to each side, and one for those that did not change.
///
/// @param deltas in [-1,1]
record DeltaHistogram(List<Double> deltas) implements Content {
  private static final int TENTHS = 10;
  private static final int LEFT = 20;
  private static final int WIDTH = 35;
  private static final int TOP = 24;
  private static final int HEIGHT = 120;

  /// Questions per bar, from the worst: bar 10 holds those that did not change.
  int[] counts() {
    int[] counts = new int[2 * TENTHS + 1];
    for (double delta : deltas) {
      int size = (int) Math.clamp((long) Math.ceil(Math.abs(delta) * TENTHS - 1e-9), 1L, TENTHS);
      counts[Math.abs(delta) <= 1e-9 ? TENTHS : delta < 0 ? TENTHS - size : TENTHS + size]++;
    }
    return counts;
  }

  @Override
  public void writeTo(TemplateOutput output) {
    int[] counts = counts();
    int highest = Math.max(1, Arrays.stream(counts).max().orElse(1));
    write(
        output,
        "<svg class=\"chart\" viewBox=\"0 0 780 %d\" role=\"img\" aria-labelledby=\"histogram-title\"><title id=\"histogram-title\">"
            + "Questions by their delta: %d worse, %d the same, %d better.</title>",
        TOP + HEIGHT + 26,
        Arrays.stream(counts, 0, TENTHS).sum(),
        counts[TENTHS],
        Arrays.stream(counts, TENTHS + 1, counts.length).sum());
    for (int bar = 0; bar < counts.length; bar++) {
      double height = (double) HEIGHT * counts[bar] / highest;
      int x = LEFT + WIDTH * bar;
      if (counts[bar] > 0) {
        write(
            output,
            "<rect class=\"bar %s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
            bar < TENTHS ? "worse" : bar == TENTHS ? "same" : "better",
            x + 2,
            TOP + HEIGHT - height,
            WIDTH - 4,
            height);
        write(
            output,
            "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"middle\">%d</text>",
            x + WIDTH / 2,
            TOP + HEIGHT - height - 4,
            counts[bar]);
      }
      if (bar % 5 == 0) {
        write(
            output,
            "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
            x + WIDTH / 2,
            TOP + HEIGHT + 16,
            bar == TENTHS ? "same" : Numbers.signed((bar - TENTHS) / (double) TENTHS));
      }
    }
    write(
        output,
        "<line class=\"grid\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/></svg>",
        LEFT,
        TOP + HEIGHT,
        LEFT + WIDTH * counts.length,
        TOP + HEIGHT);
  }
}
