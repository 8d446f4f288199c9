package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a sentence")
class CourtesyTest {
  @ParameterizedTest
  @DisplayName("of courtesy claims nothing")
  @ValueSource(
      strings = {
        "I hope this helps!",
        "Please let me know if anything is unclear.",
        "If you have further questions, I’m happy to help.",
        "Thank you for asking.",
        "Great question!",
        "Ich hoffe, das hilft Ihnen weiter.",
        "Bei weiteren Fragen melden Sie sich gerne.",
        "Semoga jawaban ini membantu.",
      })
  void courteous(String sentence) {
    assertThat(Courtesy.sentence(sentence)).isTrue();
  }

  @ParameterizedTest
  @DisplayName("with a fact, a number or an address may claim something")
  @ValueSource(
      strings = {
        "The clinic hopes that this helps patients sleep.",
        "Please let me know by 5 May.",
        "If you have questions, write to help@example.org.",
        "Certainly the pump is red.",
        "Thanksgiving is a holiday.",
        "Absolutely no refunds are given.",
      })
  void factual(String sentence) {
    assertThat(Courtesy.sentence(sentence)).isFalse();
  }
}
