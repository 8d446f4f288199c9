package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.analysis.PoolBias.Returned;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Measure;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.report.PoolBiasText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoolBiasTest {
  private static final GradeMeasure RECALL = (GradeMeasure) Measure.parse("R@3");
  private static final Map<String, String> LABELS = labels("A", "B");

  /// R@3 of the first question: A finds x and y of x, y, z: 2/3; B finds x and z: 2/3. Without z,
  /// which B alone found, it has 1 of 2; without y A has 1 of 2.
  @Test
  void aTextThatOneAloneFoundIsTakenFromItAndNotFromTheOthers() {
    var grades = Map.of("x", 1, "y", 1, "z", 2);
    var bias =
        PoolBias.of(
            LABELS,
            Stream.of(
                Map.of("A", returned(grades, "x", "y", "u"), "B", returned(grades, "x", "z", "v")),
                Map.of("A", returned(Map.of("x", 1), "x"), "B", returned(Map.of("x", 1), "u"))),
            RECALL,
            3);

    var a = bias.configurations().get(0);
    var b = bias.configurations().get(1);
    // A's own x is all there is to the second question: without it there is nothing to score
    assertThat(List.of(a.unique(), a.n(), a.lost())).containsExactly(2, 1, 1);
    assertThat(a.mean()).isEqualTo(2.0 / 3, within(1e-12));
    assertThat(a.without()).isEqualTo(1.0 / 2, within(1e-12));
    assertThat(List.of(b.unique(), b.n(), b.lost())).containsExactly(1, 2, 0);
    assertThat(b.mean()).isEqualTo((2.0 / 3 + 0) / 2, within(1e-12));
    assertThat(b.without()).isEqualTo((1.0 / 2 + 0) / 2, within(1e-12));
    assertThat(List.of(a.rank(), a.rankWithout(), b.rank(), b.rankWithout()))
        .containsExactly(1, 1, 2, 2);
  }

  @Test
  void whatStandsBelowTheCutoffIsInNoPool() {
    var grades = Map.of("x", 1, "y", 1);
    var bias =
        PoolBias.of(
            LABELS,
            Stream.of(Map.of("A", returned(grades, "u", "x"), "B", returned(grades, "x", "y"))),
            RECALL,
            1);

    assertThat(bias.configurations().get(0).unique()).isZero();
    assertThat(bias.configurations().get(1).unique()).isOne();
    assertThat(bias.configurations().get(1).without()).isEqualTo(1);
  }

  @Test
  void aPlaceThatIsOwedToThePoolIsShown() {
    var grades = Map.of("x", 1, "y", 1, "z", 1);
    var bias =
        PoolBias.of(
            LABELS,
            Stream.of(
                Map.of("A", returned(grades, "x", "y", "z"), "B", returned(grades, "x", "u")),
                Map.of("A", returned(grades, "u"), "B", returned(grades, "x", "u"))),
            RECALL,
            3);

    assertThat(PoolBiasText.of(bias))
        .isEqualTo(
            """
            R@3, each configuration without the relevant texts that it alone returned in its first 3
               configuration  unique  R@3   without  delta  rank  n  lost
            A  is A           2       .500  .500     +.000  1     2  0
            B  is B           1       .333  .167     -.167  2     2  0
            One that comes later may lack as much until its own finds are judged: assay golden pool -k 3 --unjudged
            """);
  }

  @Test
  void theSameTextCutTwiceIsFoundByBoth() {
    var bias =
        PoolBias.of(
            LABELS,
            Stream.of(
                Map.of(
                    "A",
                    new Returned(ranking("a1"), Map.of("a1", 1), _ -> "text"),
                    "B",
                    new Returned(ranking("b7"), Map.of("b7", 1), _ -> "text"))),
            RECALL,
            3);

    assertThat(bias.configurations()).allSatisfy(row -> assertThat(row.unique()).isZero());
  }

  @Test
  void aConfigurationWithoutAScoreHasNoMeanAndNoRank() {
    var bias =
        PoolBias.of(LABELS, Stream.of(Map.of("A", returned(Map.of("x", 1), "x"))), RECALL, 3);

    var b = bias.configurations().get(1);
    assertThat(b.mean()).isNull();
    assertThat(b.rank()).isNull();
    assertThat(PoolBiasText.of(bias)).contains("B  is B           0       -    -");
  }

  private static Returned returned(Map<String, Integer> grades, String... ids) {
    return new Returned(ranking(ids), grades, Function.identity());
  }

  private static Ranking ranking(String... ids) {
    var hits = new ArrayList<Hit>();
    for (String id : ids) {
      hits.add(new Hit(id, ids.length - hits.size()));
    }
    return Ranking.inOrder(hits);
  }

  private static Map<String, String> labels(String... ids) {
    var labels = new LinkedHashMap<String, String>();
    for (String id : ids) {
      labels.put(id, "is " + id);
    }
    return labels;
  }
}
