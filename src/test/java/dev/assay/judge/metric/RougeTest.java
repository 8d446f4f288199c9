package dev.assay.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.judge.metric.Rouge.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RougeTest {
  /// The figures are those of Google's rouge_score 0.1.2.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Refunds are granted within 30 days of annual renewal. | Within 30 days of the renewal, refunds are granted in full. | 0.8 | 0.5555555555555556 | 0.5
          the the cat | the cat the mat the | 0.75 | 0.3333333333333333 | 0.5
          A-b C d 3.5% | a b c d 3 5 e | 0.923076923076923 | 0.9090909090909091 | 0.923076923076923
          lamps | chairs | 0 | 0 | 0
          """)
  void isWhatGooglesPackageSays(
      String reference, String answer, double one, double two, double longest) {
    var a = Rouge.words(answer, Compat.EXACT);
    var b = Rouge.words(reference, Compat.EXACT);

    assertThat(Rouge.ngrams(a, b, 1).f1()).isCloseTo(one, within(1e-12));
    assertThat(Rouge.ngrams(a, b, 2).f1()).isCloseTo(two, within(1e-12));
    assertThat(Rouge.longest(a, b).f1()).isCloseTo(longest, within(1e-12));
  }

  @Test
  void wordsOfAnyLanguageCount() {
    assertThat(Rouge.words("Größe: 3,5 m² — हिन्दी", Compat.CORRECTED))
        .containsExactly("größe", "3", "5", "m²", "हिन्दी");
    // The package: rouge1 of "größe" and "gr e" is 1, and of two Chinese words that are alike 0.
    assertThat(Rouge.words("größe", Compat.EXACT)).containsExactly("gr", "e");
    assertThat(Rouge.words("北京", Compat.EXACT)).isEmpty();
    assertThat(new Shared(0, 0, 3).f1()).isZero();
  }
}
