package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Profit rose. | Revenue rose, while profit fell because of higher costs. | fell",
        "Profit rose. | Revenue fell, while profit climbed because of lower costs. | -",
        "Profit rose. | Revenue rose and profit fell. | fell",
        "Events were more frequent with it. | Events were equally frequent in both groups. | equally",
        "The dividend is raised. | The board proposes a dividend of 5, unchanged from last year. | unchanged",
        "The dividend is unchanged. | The board proposes a dividend of 5, unchanged from last year. | -",
        "The dividend is not raised. | The dividend stays unchanged. | -",
        "Die Preise sind gestiegen. | Die Mieten stiegen, aber die Preise sind gesunken. | gesunken",
        "Prices rose. | Sales rose. Prices fell. Then prices rose again. | -",
      })
  void ofTwoThingsIsHeldAgainstThatOfTheSameThing(
      String claim, String text, @Nullable String against) {
    assertThat(Course.against(claim, text)).isEqualTo(against);
  }
}
