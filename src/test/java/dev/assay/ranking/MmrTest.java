package dev.assay.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MmrTest {
  private static final double[] RELEVANCE = {.9, .8, .5};

  /// Items 0 and 1 say nearly the same; 2 is apart from both.
  private static final double[][] ALIKE = {{1, .95, .1}, {.95, 1, .2}, {.1, .2, 1}};

  @Test
  void whatRepeatsTheFirstComesAfterWhatIsNew() {
    // After item 0: item 1 has .5 * .8 - .5 * .95 = -.075, item 2 has .5 * .5 - .5 * .1 = .2.
    assertThat(new Mmr(.5).order(RELEVANCE, (a, b) -> ALIKE[a][b])).containsExactly(0, 2, 1);
  }

  @Test
  void relevanceAloneKeepsTheOrder() {
    assertThat(new Mmr(1).order(RELEVANCE, (a, b) -> ALIKE[a][b])).containsExactly(0, 1, 2);
    // After item 0 at .9: item 1 has .9 * .8 - .1 * .95 = .625, item 2 .9 * .5 - .1 * .1 = .44.
    assertThat(new Mmr(.9).order(RELEVANCE, (a, b) -> ALIKE[a][b])).containsExactly(0, 1, 2);
  }

  @Test
  void theNearestOfAllTakenCounts() {
    // Taken 0, then 2. Item 1 is .95 from 0 and .2 from 2: .95 counts, and it stays last.
    double[] four = {.9, .8, .5, .3};
    double[][] alike = {{1, .95, .1, .1}, {.95, 1, .2, .2}, {.1, .2, 1, .1}, {.1, .2, .1, 1}};

    // Item 3 has .5 * .3 - .5 * .1 = .1, item 1 has -.075.
    assertThat(new Mmr(.5).order(four, (a, b) -> alike[a][b])).containsExactly(0, 2, 3, 1);
  }

  @Test
  void tiesStayAsTheyStoodAndNothingIsAnOrderToo() {
    assertThat(new Mmr(.5).order(new double[] {.5, .5}, (a, b) -> 0)).containsExactly(0, 1);
    assertThat(new Mmr(.5).order(new double[0], (a, b) -> 0)).isEmpty();
    assertThatThrownBy(() -> new Mmr(1.1)).hasMessage("lambda must be from 0 to 1, got 1.1");
  }
}
