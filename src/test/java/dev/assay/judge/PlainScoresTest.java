package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainScoresTest {
  private static final List<Context> CONTEXTS =
      List.of(new Context("a", "The lamp was sold in March."), new Context("b", "It glows green."));

  @Test
  void overlapCountsEachContentWordOnce() {
    // lamp, glows, blue: two of three.
    assertThat(PlainScores.overlap("The lamp, the lamp glows blue.", CONTEXTS)).isEqualTo(2d / 3);
    assertThat(PlainScores.overlap("the of and", CONTEXTS)).isZero();
    assertThat(PlainScores.overlap("lamp", List.of())).isZero();
  }

  @Test
  void rougeLKeepsTheOrderOfWords() {
    assertThat(PlainScores.rougeL("The lamp glows green.", CONTEXTS)).isEqualTo(1);
    // "green" stands behind "lamp" in the contexts: one of the two in order, and "the" before.
    assertThat(PlainScores.rougeL("green lamp", CONTEXTS)).isEqualTo(1d / 2);
    assertThat(PlainScores.rougeL("", CONTEXTS)).isZero();
  }
}
