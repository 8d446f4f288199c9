package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The valve is closed. | The valve is open. | open",
        "It is enabled by default. | It is disabled by default. | disabled",
        "We meet on Tuesdays. | We meet on Mondays. | mondays",
        "The service is available. | The service is unavailable. | unavailable",
        "The value is invalid. | The value is valid. | valid",
        "It is on by default. | It is off by default. | off",
        "Backups were turned off. | Backups were turned on again. | on",
        "Das Museum ist montags geöffnet. | Das Museum ist montags geschlossen. | geschlossen",
        "It costs 40 euros a year. | It costs 40 euros per month. | per month",
        "Die Miete beträgt 850 Euro im Jahr. | Die Miete beträgt 850 Euro im Monat. | per month",
        "It is rebuilt every hour. | It is rebuilt every night. | per night",
        "Pintu ditutup. | Pintu dibuka. | dibuka",
      })
  void namesTheWordThatExcludesTheClaim(String claim, String sentence, String other) {
    assertThat(excluding(claim, sentence, sentence)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The valve is open. | The valve is opened.",
        "It is not enabled by default. | It is disabled by default.",
        "We meet on Mondays and Tuesdays. | We meet on Mondays.",
        "We meet on Mondays. | We meet on Mondays and Tuesdays.",
        "It costs 40 euros a month. | It costs 40 euros, billed monthly.",
        "It is rebuilt every night. | It is rebuilt daily.",
        "It displays the cover. | It plays a discovered song.",
        "The lamp is red. | The lamp is green.",
      })
  void findsNothingWhereBothCanHold(String claim, String sentence) {
    assertThat(excluding(claim, sentence, sentence)).isNull();
  }

  @Test
  void nothingIsExcludedWhereTheClaimsWordStandsNearby() {
    String sentence = "The left lane is closed.";

    assertThat(excluding("The right lane is closed.", sentence, sentence)).isEqualTo("left");
    assertThat(excluding("The right lane is closed.", sentence, sentence + " So is the right one."))
        .isNull();
  }

  private static @Nullable String excluding(String claim, String sentence, String around) {
    return Contrast.excluding(Words.words(claim), Words.words(sentence), Words.words(around));
  }
}
