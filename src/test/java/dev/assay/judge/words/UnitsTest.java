package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "2 year, 24 month",
    "24 month, 24 month",
    "1.5 hour, 5400 second",
    "90 minute, 5400 second",
    "2.50 kg, 2500 g",
    "1500 ms, 1.5 second",
    "0.5 gb, 500000 kb",
    "5 euro, 5 euro",
    "1.2.3 day, 1.2.3 day",
  })
  void amountsThatAreAsMuchAreTheSame(String amount, String plain) {
    assertThat(Units.plain(amount)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"Stunden, hour", "Tage, day", "tahun, year", "kilometres, km", "March, march"})
  void spellingsOfThreeLanguages(String word, String unit) {
    assertThat(Units.of(new Words.Word(word, Words.stem(word)))).isEqualTo(unit);
  }
}
