package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.judge.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't know.",
        "I do not have specific information about version 6.16.0.",
        "Leider gibt es dazu keine Angaben.",
        "I’m sorry, but I do not know the answer to that.",
        "Sorry, I cannot answer this question based on the given context.",
        "The documents do not contain information about the founder.",
        "The provided context doesn't mention a price.",
        "There is not enough information to answer the question.",
        "The answer is not mentioned in the provided documents.",
        "unanswerable",
        "Das weiß ich leider nicht.",
        "Die Dokumente enthalten keine Angaben zum Gründer.",
        "Diese Frage kann ich nicht beantworten.",
        "Aus dem Text geht das nicht hervor.",
        "Saya tidak tahu.",
        "Dokumen tersebut tidak memuat informasi tentang harga.",
        "Tidak ada informasi mengenai hal itu.",
      })
  void isToldByTheWordsOfTheFirstSentence(String text) {
    assertThat(Answer.given(text)).isEqualTo(new Answer(text, true, java.util.List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Within 30 days.",
        "The contract does not contain a limit.",
        "The documents do not mention lamps, but goods may be returned within 30 days.",
        "The documents do not mention lamps. However, goods may be returned within 30 days.",
        "Batteries do not know cold. No answer of the clerk was heard.",
        "Lampen sind nicht umtauschbar.",
        "Lampu tidak dapat dikembalikan.",
      })
  void isNotSeenInAnAnswer(String text) {
    assertThat(Answer.given(text).declined()).isFalse();
  }
}
