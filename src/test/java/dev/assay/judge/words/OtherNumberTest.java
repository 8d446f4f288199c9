package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It was founded in 1950. | It was founded in 1903 and sold in 1951. | 1903",
        "The lamp weighs 5 kg. | The lamp weighs 7 kg. | 7",
        "The Amazon is 6650 km long. | The Nile is 6650 km long. The Amazon is 6400 km long. | 6400",
        "Rembrandt painted it around 1658. | Rembrandt painted it in 1642. Vermeer died in 1658. | 1642",
      })
  void namesTheNumberThatStandsBehindTheSameWords(String claim, String text, String other) {
    assertThat(number(claim, text)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It is as low as 3.5 percent. | A score as low as 580 will do.",
        "It was sold in 1950. | It was sold in 1903, and sold in 1950 again.",
        "In 1950 it was sold. | In 1903 it was founded.",
        "Logs are kept for 90 days. | Backups are kept for 30 days and logs for 90 days.",
        "The lamp weighs 5 kg. | The lamp weighs 5kg.",
        "Lang was director in 2015. | Lang joined in 2003. He became director in 2015.",
        "It won in 2000, and it also won the cup in 1946. | It won in 2000. It also won the cup in 1946.",
        "Kern died in 1943, but in 1960 Graz named the Kern prize. | Kern died in 1943. But in 1960 Graz named the Kern prize.",
        "Ada died in London in 1852. | Ada was born in London in 1815. She died in London in 1852.",
      })
  void findsNoNumberWhereNoneIsReplaced(String claim, String text) {
    assertThat(number(claim, text)).isNull();
  }

  private static @Nullable String number(String claim, String text) {
    return OtherNumber.in(text, Words.words(claim));
  }
}
