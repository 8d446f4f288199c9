package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It was drawn by Henry Cole and paid for. | It was drawn by Gottfried Semper and paid for. | Henry Cole planned. | Gottfried Semper",
        "It was sent by the House of Lords in June. | It was sent by the Senate in June. | The House of Lords met. | Senate",
        "The lander was built by NASA in a year. | The lander was built by ESA in a year. | NASA waits. | ESA",
        "It grew fast after World War II. | It grew fast after Easter in the south. | World War II ended. | Easter",
        "Toyota closed its factory. | Honda closed its factory. | Toyota stays. | Honda",
      })
  void namesWhatStandsInThePlaceOfANameOfAnotherSentence(
      String claim, String sentence, String another, String other) {
    assertThat(swap(claim, sentence, another)).isEqualTo(other);
  }

  @Test
  void namesWhatStandsInThePlaceOfANameOfTheSameSentence() {
    String sentence =
        "It is divided into the Republic of Ireland and a part of the United Kingdom.";
    assertThat(swap("It is divided into the United Kingdom of Ireland and a part.", sentence, ""))
        .isEqualTo("Republic");
  }

  @Test
  void looksAtNoSentencesOfManyThousandWords() {
    String words = "lamp ".repeat(1_000);
    assertThat(swap("Toyota closed " + words, "Honda closed " + words, "Toyota stays.")).isNull();
    assertThat(
            swap(
                "Toyota closed " + words.substring(0, 500),
                "Honda closed " + words.substring(0, 500),
                "Toyota stays."))
        .isEqualTo("Honda");
  }

  @Test
  void namesTheNumberInThePlaceOfOneOfAnotherSentence() {
    assertThat(
            swap("The exam is in room 4 today.", "The exam is in room 7 today.", "Room 4 is big."))
        .isEqualTo("7");
    assertThat(
            swap("The exam is in room 5 today.", "The exam is in room 7 today.", "Room 4 is big."))
        .as("a number that no sentence has is told elsewhere")
        .isNull();
  }

  @Test
  void namesTheNounInThePlaceOfOneOfAnotherSentenceWhereNothingElseDiffers() {
    String sentence = "Most shepherds sell cheese at markets.";
    String another = "Wool is warm.";
    assertThat(swap("Most shepherds sell wool at markets.", sentence, another)).isEqualTo("cheese");
    assertThat(swap("Many shepherds sell wool at markets.", sentence, another)).isNull();
    assertThat(
            swap(
                "Most shepherds sell the wool at markets.",
                "Most shepherds sell the cheese at markets.",
                another))
        .as("behind 'the' it may be the same thing in other words")
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Facebook employs 70 people. | Meta employs 70 people. | Facebook changed its name to Meta.",
        "The World Health Organization saw it here. | The WHO saw it here. | The World Health Organization met.",
        "The firm of Ada Kern paid him well. | The firm of Kern paid him well. | Ada Kern waits.",
        "Staff need a key today. | Employees need a key today. | Staff may stay.",
        "It was signed by Spain and France in May. | It was signed by France, Spain and the Netherlands in May. | Utrecht met.",
        "Copper melts at 1,085 degrees. | Iron melts at 1,538 degrees and Copper at 1,085 degrees. | It melts.",
        "The river of Peru runs through it. | The river of Perú runs through it. | Peru met.",
        "Die Lampe im Saal kostet 40 Euro. | Die Leuchte im Saal kostet 40 Euro. | Die Lampe ist neu.",
        "He saw Ben and Anna in Graz. | He saw Anna and Ben in Graz. | Ben teaches.",
        "Visitors see 300 paintings at once. | Visitors see 300 pictures at once. | It has paintings.",
        "Ada Kern lives in Graz. | Rome is old. | Ada Kern waits.",
      })
  void findsNoneWhereBothMayBeTheSame(String claim, String sentence, String another) {
    assertThat(swap(claim, sentence, another)).isNull();
  }

  private static @Nullable String swap(String claim, String sentence, String another) {
    var around = Words.words(another + " " + sentence);
    return Swap.in(Words.words(claim), Words.words(sentence), around, Words.stems(around));
  }
}
