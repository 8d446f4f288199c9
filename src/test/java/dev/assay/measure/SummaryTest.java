package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.measure.Interval.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, .95, Method.BCA, 7);

  @Test
  void meansStateTheirNTheirCoverageAndTheirInterval() {
    var scores = new LinkedHashMap<String, Score>();
    scores.put("q2", Score.of(.5));
    scores.put("q1", Score.of(1));
    scores.put("q3", Score.of(0));
    scores.put("q4", Score.nothingRelevant());
    Summary summary = Summary.of(scores, 1, question -> question, BOOTSTRAP);
    assertThat(summary.mean()).isEqualTo((.5 + 1 + 0) / 3);
    assertThat(summary.n()).isEqualTo(3);
    assertThat(summary.expected()).isEqualTo(3 + 1);
    assertThat(summary.notApplicable()).isEqualTo(1);
    assertThat(summary.coverage()).isEqualTo(3 / 4d);
    assertThat(summary.clusters()).isEqualTo(3);
    assertThat(summary.reliable()).isFalse();
    assertThat(summary.interval()).isNotNull();
  }

  @Test
  void theOrderOfTheQuestionsDoesNotMatter() {
    var forward = new LinkedHashMap<String, Score>();
    var backward = new LinkedHashMap<String, Score>();
    for (int i = 0; i < 40; i++) {
      forward.put("q" + i, Score.of(i / 40d));
      backward.put("q" + (39 - i), Score.of((39 - i) / 40d));
    }
    Summary summary = Summary.of(forward, 0, question -> question, BOOTSTRAP);
    assertThat(summary).isEqualTo(Summary.of(backward, 0, question -> question, BOOTSTRAP));
    assertThat(summary.reliable()).isTrue();
    assertThat(Summary.of(forward, 0, _ -> "one.md", BOOTSTRAP).clusters()).isEqualTo(1);
  }

  @Test
  void tenSourceDocumentsMakeAnIntervalReliable() {
    var scores = new LinkedHashMap<String, Score>();
    for (int i = 0; i < 20; i++) {
      scores.put("q" + i, Score.of(i / 20d));
    }
    assertThat(Summary.of(scores, 0, q -> q.substring(q.length() - 1), BOOTSTRAP))
        .satisfies(summary -> {
          assertThat(summary.clusters()).isEqualTo(10);
          assertThat(summary.reliable()).isTrue();
        });
    scores.keySet().removeIf(q -> q.endsWith("3"));
    assertThat(Summary.of(scores, 0, q -> q.substring(q.length() - 1), BOOTSTRAP).reliable())
        .isFalse();
  }

  @Test
  void noScoreGivesNoMeanRatherThanZero() {
    Summary none =
        Summary.of(Map.of("q1", Score.nothingRelevant()), 2, question -> question, BOOTSTRAP);
    assertThat(none).isEqualTo(new Summary(null, null, 0, 2, 1, 0));
    assertThat(none.coverage()).isZero();
    assertThat(Summary.of(Map.of(), 0, question -> question, BOOTSTRAP).coverage()).isEqualTo(1);
    assertThatThrownBy(() -> new Summary(.5, null, 0, 0, 0, 0))
        .hasMessage("n 0 of 0 does not go with mean 0.5");
  }

  @Test
  void percentilesAreValuesThatWereMeasured() {
    double[] values = {30, 10, 50, 20, 40};
    assertThat(Percentile.of(values, .5)).isEqualTo(30);
    assertThat(Percentile.of(values, .95)).isEqualTo(50);
    assertThat(Percentile.of(values, .4)).isEqualTo(20);
    assertThat(Percentile.of(values, .401)).isEqualTo(30);
    assertThat(Percentile.of(values, .01)).isEqualTo(10);
    assertThat(Percentile.of(values, 1)).isEqualTo(50);
    assertThat(values).startsWith(30);
    double[] hundred = java.util.stream.IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    assertThat(Percentile.of(hundred, .95)).isEqualTo(95);
    assertThat(Percentile.of(hundred, .07)).isEqualTo(7);
    assertThatThrownBy(() -> Percentile.of(new double[0], .5))
        .hasMessage("no values, no percentile");
    assertThatThrownBy(() -> Percentile.of(values, 0))
        .hasMessage("share must be in (0,1], got 0.0");
    assertThatThrownBy(() -> Percentile.of(values, 95))
        .hasMessage("share must be in (0,1], got 95.0");
  }

  @Test
  void theNormalDistributionHasItsTextbookValues() {
    assertThat(Normal.cdf(0)).isEqualTo(.5);
    assertThat(Normal.cdf(1.959963984540054)).isCloseTo(.975, within(1e-14));
    assertThat(Normal.cdf(-2.1333)).isCloseTo(1 - Normal.cdf(2.1333), within(1e-15));
    assertThat(Normal.cdf(-40)).isEqualTo(0);
    assertThat(Normal.cdf(40)).isEqualTo(1);
    assertThat(Normal.quantile(.975)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(Normal.quantile(.8)).isCloseTo(.8416212335729143, within(1e-12));
    assertThat(Normal.quantile(.5)).isCloseTo(0, within(1e-12));
    for (double x = -6; x <= 6; x += .25) {
      assertThat(Normal.quantile(Normal.cdf(x))).isCloseTo(x, within(1e-7));
    }
  }
}
