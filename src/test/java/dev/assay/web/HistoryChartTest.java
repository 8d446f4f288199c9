package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.History;
import dev.assay.analysis.History.Fingerprints;
import dev.assay.analysis.History.Point;
import dev.assay.analysis.History.Value;
import dev.assay.experiment.Result.Mean;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryChartTest {
  @Test
  void onlyRunsThatCompareAreJoinedAndTheOthersAreHollow() {
    String svg = svg(List.of(point(1, .5, true), point(2, .9, false), point(3, .6, true)));

    // from .4 to 1: a tenth is 33 high, three runs stand 233 apart
    assertThat(svg)
        .contains(
            "<path class=\"line development\" d=\"M167 177 L633 144\"/>",
            "<path class=\"line held\" d=\"M167 197 L633 164\"/>",
            "<g class=\"apart\"><line class=\"whisker\"",
            ">2026-11-01</text>",
            ">0.40</text>",
            ">1.00</text>");
    assertThat(svg.split("<g class=\"best\">", -1)).hasSize(3);
  }

  @Test
  void aRunWithoutAValueLeavesAGapAndOldOnesAreLeftOut() {
    var points = new ArrayList<Point>();
    for (int run = 0; run < HistoryChart.MOST + 5; run++) {
      points.add(
          run == 20
              ? new Point("x", at(1), null, null, prints(), true, List.of())
              : point(1, .5, true));
    }

    assertThat(svg(points).split("<g class=\"best\">", -1)).hasSize(HistoryChart.MOST);
  }

  private static String svg(List<Point> points) {
    var output = new StringOutput();
    HistoryChart.of(new History("x", "nDCG@10", points, null, List.of(), false)).writeTo(output);
    return output.toString();
  }

  private static Point point(int day, double mean, boolean comparable) {
    return new Point(
        "x-" + day,
        at(day),
        new Value("B", "dense", new Mean(mean, mean - .05, mean + .05, 9, 9, null, null)),
        new Value("A", "bm25", new Mean(mean - .06, null, null, 9, 9, null, null)),
        prints(),
        comparable,
        List.of());
  }

  private static Instant at(int day) {
    return Instant.parse("2026-11-0%dT10:00:00Z".formatted(day));
  }

  private static Fingerprints prints() {
    return new Fingerprints("c", "g", Map.of(), "milvus-lite 2.5.1", "s", 7);
  }
}
