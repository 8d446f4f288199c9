package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
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

  @Test
  void anAmountIsWrittenAsOneThatIsAsMuch() {
    assertThat(Units.asIn(Set.of("24 month", "1.5 kg"), "It ran two years and weighs 1,500 g."))
        .isEqualTo("It ran 24 month and weighs 1.5 kg.");
    assertThat(Units.asIn(Set.of("24 month", "2 year"), "It ran two years."))
        .isEqualTo("It ran two years.");
    assertThat(Units.asIn(Set.of("3 year", "24 kg"), "It ran two years."))
        .isEqualTo("It ran two years.");
    assertThat(Units.asIn(Set.of(), "It cost $5M.")).isEqualTo("It cost $5M.");
  }

  @ParameterizedTest
  @CsvSource({"Stunden, hour", "Tage, day", "tahun, year", "kilometres, km", "March, march"})
  void spellingsOfThreeLanguages(String word, String unit) {
    assertThat(Units.of(new Words.Word(word, Words.stem(word)))).isEqualTo(unit);
  }
}
