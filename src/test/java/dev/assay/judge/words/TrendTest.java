package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dexamethasone increases the risk. | UP",
        "Dexamethasone reduces bleeding. | DOWN",
        "Higher doses reduce the risk. | NONE",
        "It was 48 million, up from 40 million. | UP",
        "Net income fell. | DOWN",
        "A fellow joined from abroad. | NONE",
        "A lamp can be returned. | NONE",
        "Der Verbrauch steigt. | UP",
        "Der Verbrauch sinkt. | DOWN",
        "Harga naik. | UP",
        "Harga menurun. | DOWN",
      })
  void isToldByTheBeginningsOfWords(String sentence, Trend trend) {
    assertThat(Trend.of(sentence)).isEqualTo(trend);
  }

  @ParameterizedTest
  @CsvSource({"UP, DOWN, true", "DOWN, UP, true", "UP, UP, false", "UP, NONE, false"})
  void opposesOnlyTheOther(Trend one, Trend other, boolean opposes) {
    assertThat(one.opposes(other)).isEqualTo(opposes);
  }
}
