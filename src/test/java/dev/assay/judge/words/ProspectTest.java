package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProspectTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The firm opened a factory. | The firm plans to open a factory. | plans",
        "The city built a stadium. | The city intends to build a stadium. | intends",
        "The bridge reopened in May. | The bridge is expected to reopen in May. | expected",
        "The broker forged signatures. | The broker was accused of forging signatures. | accused",
        "The council banned cars. | The council is considering banning cars. | considering",
      })
  void namesTheWordByWhichItIsNotDoneYet(String claim, String text, String word) {
    assertThat(in(claim, text)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The firm will open a factory. | The firm plans to open a factory.",
        "The firm did not open a factory. | The firm plans to open a factory.",
        "The firm opened a factory. | The firm plans to open a factory. It opened one in 2019.",
        "The club signed him. | The club tried to sign him and succeeded.",
        "The firm opened a shop. | The firm plans to open a factory in Poland.",
        "Sandow was the first bodybuilder. | Sandow is considered to be the first bodybuilder.",
      })
  void findsNoneWhereItIsDoneOrNotClaimed(String claim, String text) {
    assertThat(in(claim, text)).isNull();
  }

  private static @Nullable String in(String claim, String text) {
    return Prospect.in(Words.words(claim), text);
  }
}
