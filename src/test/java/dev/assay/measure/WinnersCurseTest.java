package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinnersCurseTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "2, .564",
    "5, 1.163",
    "10, 1.539",
    "20, 1.867",
    "66, 2.355",
    "101, 2.511",
    "300, 2.878"
  })
  void theExpectedLargestOfEqualCandidatesHasThePublishedValues(int candidates, double expected) {
    assertThat(WinnersCurse.largest(candidates)).isCloseTo(expected, within(.0006));
  }

  @ParameterizedTest
  @CsvSource({"101, 50, .075", "101, 100, .053", "101, 300, .031", "66, 50, .071"})
  void theBestOfManyLooksBetterByItsShareOfTheNoise(int candidates, int n, double expected) {
    assertThat(WinnersCurse.gain(candidates, .3 / Math.sqrt(2), n))
        .isCloseTo(expected, within(.0006));
  }

  @Test
  void oneQuestionShowsTheWholeNoise() {
    // The larger of two: 1/sqrt(pi).
    assertThat(WinnersCurse.gain(2, .3, 1)).isCloseTo(.3 / Math.sqrt(Math.PI), within(1e-9));
  }

  @Test
  void noCandidateAndNoQuestionAreRefused() {
    assertThatThrownBy(() -> WinnersCurse.gain(0, .3, 10))
        .hasMessage("candidates must be at least 1, got 0");
    assertThatThrownBy(() -> WinnersCurse.gain(2, .3, 0)).hasMessage("n must be at least 1, got 0");
  }
}
