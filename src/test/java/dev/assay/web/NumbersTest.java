package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void sharesLoseTheirLeadingZero() {
    assertThat(Numbers.value(0.4016)).isEqualTo(".402");
    assertThat(Numbers.value(1.0)).isEqualTo("1.000");
    assertThat(Numbers.value(-0.25)).isEqualTo("−.250");
    assertThat(Numbers.value(-1.0)).isEqualTo("−1.000");
    assertThat(Numbers.value(null)).isEqualTo("–");
    assertThat(Numbers.signed(.129)).isEqualTo("+.129");
    assertThat(Numbers.signed(-1.0)).isEqualTo("−1.000");
    assertThat(Numbers.signed(null)).isEqualTo("–");
    assertThat(Numbers.p(.0004)).isEqualTo("<.001");
  }

  @Test
  void heatHasTenSteps() {
    assertThat(Numbers.heat(0.0)).isEqualTo("h0");
    assertThat(Numbers.heat(0.99)).isEqualTo("h9");
    assertThat(Numbers.heat(1.0)).isEqualTo("h9");
    assertThat(Numbers.heat(null)).isEmpty();
  }

  @Test
  void timesGrowTheirUnits() {
    assertThat(Numbers.seconds(16.34)).isEqualTo("16.3 s");
    assertThat(Numbers.seconds(247)).isEqualTo("4:07 min");
    assertThat(Numbers.seconds(3727)).isEqualTo("1:02:07 h");
  }

  @Test
  void constantsAreSpelledAsInFiles() {
    assertThat(Numbers.camelCase("MULTI_HOP")).isEqualTo("multiHop");
    assertThat(Numbers.camelCase("OK")).isEqualTo("ok");
  }
}
