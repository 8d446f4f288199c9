package dev.assay.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class Bm25Test {
  @Test
  void refusesSettingsThatMeanNothing() {
    assertThatThrownBy(() -> new Bm25(-1, .4))
        .hasMessage("illegal k1 value: -1.0, must be a finite number, at least 0");
    assertThatThrownBy(() -> new Bm25(Double.NaN, .4))
        .hasMessageContaining("illegal k1 value: NaN");
    assertThatThrownBy(() -> new Bm25(Double.POSITIVE_INFINITY, .4))
        .hasMessageContaining("illegal k1 value: Infinity");
    assertThatThrownBy(() -> new Bm25(.9, 1.5))
        .hasMessage("illegal b value: 1.5, must be between 0 and 1");
    assertThatThrownBy(() -> new Bm25(.9, Double.NaN)).hasMessageContaining("illegal b value: NaN");
    assertThat(Bm25.DEFAULT).isEqualTo(new Bm25(.9, .4));
  }

  @Test
  void aTermCountsLessTheMoreOftenItIsRepeated() {
    var bm25 = new Bm25(1.2, .75);
    assertThat(bm25.weight(1, 10, 10)).isCloseTo(1 * 2.2 / (1 + 1.2), within(1e-12));
    assertThat(bm25.weight(2, 10, 10)).isCloseTo(2 * 2.2 / (2 + 1.2), within(1e-12));
    assertThat(bm25.weight(1, 20, 10))
        .isCloseTo(1 * 2.2 / (1 + 1.2 * (.25 + .75 * 2)), within(1e-12));
  }

  @Test
  void withoutK1OnlyPresenceCounts() {
    assertThat(new Bm25(0, .4).weight(7, 99, 10)).isEqualTo(1);
  }

  @Test
  void aTermInEveryChunkStillCountsALittle() {
    assertThat(Bm25.idf(4, 4)).isCloseTo(Math.log(1 + .5 / 4.5), within(1e-12)).isPositive();
  }
}
