package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Three men were arrested. | Police arrested two men. | two",
        "Three cables were worn. | Two of its six cables were worn. | Two",
        "Drei Kinder kamen. | Zwei Kinder kamen. | Zwei",
      })
  void namesTheOtherNumberOfTheSameThing(String claim, String text, String other) {
    assertThat(other(claim, text)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Two men were arrested. | Police arrested two men.",
        "Two men were arrested. | Police arrested 2 men.",
        "Two cables were worn. | Two of its six cables were worn.",
        "Six cables hold it. | Two of its six cables were worn.",
        "Three women came. | Two men came.",
        "Five men were arrested. | Two men were arrested on Monday and three men on Tuesday.",
        "It took three days. | It took two nights.",
        "One of the men left. | Two men came.",
      })
  void isSilentWhereItIsTheSameAnotherThingOrMayBeASum(String claim, String text) {
    assertThat(other(claim, text)).isNull();
  }

  private static @Nullable String other(String claim, String text) {
    return Count.other(Words.words(claim), Words.words(text));
  }
}
