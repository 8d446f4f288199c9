package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Google acquired GitHub in 2018. | Microsoft acquired GitHub in 2018. | Microsoft",
        "The Nile flows through Brazil. | The Amazon flows through Brazil. | Amazon",
        "She sold it to Klaus Berg in 2010. | She sold it to Peter in 2010. | Peter",
        "Lise Meitner discovered polonium. | Marie Curie discovered polonium. | Marie Curie",
        "Sie wurde von Otto Lang gegründet. | Sie wurde von Karl Braun gegründet. | Karl Braun",
      })
  void namesWhatStandsInThePlaceOfAName(String claim, String sentence, String other) {
    assertThat(name(claim, sentence)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "However, the lamp is red. | Although the lamp is red, it is sold.",
        "Ensure the master is updated. | Unlike the master is updated.",
        "It grew in the US in 1921. | It grew in the United States in 1921.",
        "Meg Ryan stars in the film. | Tom Hanks and Meg Ryan star in the film.",
        "Die Leuchte im Saal kostet 40 Euro. | Die Lampe im Saal kostet 40 Euro.",
        "the lamp is red | the lamp is green",
      })
  void findsNoNameWhereNoneIsReplaced(String claim, String sentence) {
    assertThat(name(claim, sentence)).isNull();
  }

  @Test
  void aNameThatSomeContextHasIsNotToldHere() {
    String plan = "The plan of Microsoft is secret.";
    assertThat(name("The site of Google is open.", plan, plan)).isEqualTo("Microsoft");
    assertThat(name("The site of Google is open.", plan, plan + " Google too.")).isNull();
  }

  @Test
  void anotherWordForTheSameAtTheBeginningIsNoOtherName() {
    assertThat(name("Kids should not enter.", "Children should not enter.")).isNull();
    assertThat(name("Ibuprofen should not be taken.", "Aspirin should not be taken."))
        .isEqualTo("Aspirin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Most people live in urban areas. | Most people live in rural areas. | rural",
        "The company fired 200 engineers. | The company hired 200 engineers. | hired",
        "Users younger than 18 may come. | Users older than 18 may come. | older",
        "The virus attacks the knee joint. | The virus attacks the elbow joint. | elbow",
        "The population tripled by 1950. | The population doubled by 1950. | doubled",
        "Restart before the update. | Restart after the update. | after",
        "It is due at the start of the lease. | It is due at the end of the lease. | end",
        "They are active around noon. | They are active around dawn. | dawn",
        "The council rejected the law. | The council passed the law. | passed",
      })
  void namesTheWordThatExcludesOneInItsPlace(String claim, String sentence, String other) {
    assertThat(word(claim, sentence)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The shop sells used films. | The store sells used films.",
        "The law does not let suppliers assign. | The law prevents suppliers from work.",
        "The course begins in May. | The course runs from May until the end of June.",
        "Urban life is loud. | Towns grow near rural areas.",
        "The office does not open today. | The office is closed today.",
        "The urban lamp glows. | The rural lamp glows, the urban lamp does not.",
        "It flows 5 metres a day. | It flows 5 meters a day.",
        "A new approach to lamps. | A new method to lamps.",
      })
  void findsNoWordWhereNoneIsExcluded(String claim, String sentence) {
    assertThat(word(claim, sentence)).isNull();
  }

  private static @Nullable String word(String claim, String sentence) {
    var words = Words.words(sentence);
    return Substitution.word(
        Words.words(claim), Negation.of(claim), words, words, Negation.of(sentence));
  }

  private static @Nullable String name(String claim, String sentence) {
    return name(claim, sentence, sentence);
  }

  private static @Nullable String name(String claim, String sentence, String contexts) {
    return Substitution.name(Words.words(claim), Words.words(sentence), Words.stems(contexts));
  }
}
