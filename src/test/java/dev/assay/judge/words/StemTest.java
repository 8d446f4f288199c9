package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StemTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "open opens opened opening",
        "stop stops stopped stopping",
        "close closes closed closing",
        "reply replies replied replying",
        "steal steals stole stolen stealing",
        "write writes wrote written writing",
        "child children",
        "refund refunds refunded refunding refundable",
        "quick quickly",
        "Punkte Punkten",
      })
  void formsOfOneWordAgree(String forms) {
    assertThat(Pattern.compile(" ").splitAsStream(forms).map(Words::stem).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "need, nee",
    "string, str",
    "founded, find",
    "Andes, and",
    "themes, them",
    "speed, spe"
  })
  void othersDoNot(String word, String other) {
    assertThat(Words.stem(word)).isNotEqualTo(Words.stem(other));
  }
}
