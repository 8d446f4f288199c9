package dev.assay.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrecWordTest {
  @Test
  void anIdComesBackFromItsWord() {
    for (String id :
        List.of("a b.md#1", "50%.md", "a%20b", "a\tb+c", "\u2003wide", "größe", "%zz")) {
      assertThat(TrecWord.of(id)).doesNotContainAnyWhitespaces();
      assertThat(TrecWord.id(TrecWord.of(id))).isEqualTo(id);
    }
    assertThat(TrecWord.of("a b%.md")).isEqualTo("a%20b%25.md");
    assertThat(TrecWord.of("\u2003")).isEqualTo("%E2%80%83");
  }

  @Test
  void aWordThatEncodesNothingIsTheId() {
    assertThat(TrecWord.id("100%")).isEqualTo("100%");
    assertThat(TrecWord.id("a+b%zz")).isEqualTo("a+b%zz");
  }
}
