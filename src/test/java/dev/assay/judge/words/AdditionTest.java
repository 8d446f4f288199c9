package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdditionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It protects against flu and measles. | It protects against flu. | measles",
        "Measles and flu are named. | Flu is named. | Measles",
        "He works in Berlin or in the Hague. | He works in Berlin. | Hague",
        "The library and two hospitals are old. | The library is old. | hospitals",
        "Der Vertrag deckt Feuer und Wasser. | Der Vertrag deckt Feuer. | Wasser",
        "Only adults may enter. | Adults may enter. | Only",
        "Das gilt nur für Studenten. | Das gilt für Studenten. | nur",
      })
  void namesWhatNoTextHas(String claim, String text, String added) {
    assertThat(added(claim, text)).isEqualTo(added);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It protects against measles and flu. | It protects against flu and against measles.",
        "The actor and his spouse moved. | The actor and his wife moved.",
        "It has cars and lorries. | It has cars and trucks.",
        "Yes and the flu is named. | The flu is named.",
        "It has security features and isolation. | It has security by isolation.",
        "It rose between 1900 and 2012, Alpine or not. | It rose from 1900 to 2012.",
        "It has two doors and three windows. | It has two doors. Three windows are new.",
        "He sings and dances. | He sings.",
        "Only adults may enter. | Nobody may enter but adults alone.",
        "It lasts only 4 hours. | It lasts 4 hours.",
        "She had only minor injuries. | She had minor injuries.",
      })
  void findsNothingInWhatTheTextHasInOtherWordsOrMayMean(String claim, String text) {
    assertThat(added(claim, text)).isNull();
  }

  private static @Nullable String added(String claim, String text) {
    var words = Words.words(text);
    return Addition.in(Words.words(claim), words, Words.stems(words));
  }
}
