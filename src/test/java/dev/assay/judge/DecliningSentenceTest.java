package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecliningSentenceTest {
  @Test
  void knowsSentencesThatSayNothingInThreeLanguages() {
    for (String sentence :
        new String[] {
          "I do not have specific information about version 6.16.0.",
          "The documents do not provide an answer to the question.",
          "Sorry, I don't know.",
          "Das weiß ich nicht.",
          "Leider gibt es dazu keine Angaben.",
          "Maaf, tidak ada informasi tentang itu."
        }) {
      assertThat(DecliningSentence.is(sentence)).as(sentence).isTrue();
    }
    for (String sentence :
        new String[] {
          "",
          "A lamp can be returned within 30 days.",
          "Lampen können nicht im Regen stehen.",
          "Lampu tidak boleh basah."
        }) {
      assertThat(DecliningSentence.is(sentence)).as(sentence).isFalse();
    }
  }
}
