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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Most shepherds sell wool at markets. | Most shepherds sell cheese at markets. | Wool is warm. | cheese",
        "He pays for the wool and for all hay. | He pays for the cheese and for all hay. | Wool is warm. | cheese",
        "Her brother sang in the old hall. | Her brother painted in the old hall. | Ana sang. | painted",
        "It was slowly mended by a firm. | It was quickly mended by a firm. | It grew slowly. | quickly",
        "It was mended by a foreign firm. | It was mended by a local firm. | The bank is foreign. | local",
      })
  void namesTheWordInThePlaceOfOneOfAnotherSentenceWhereNothingElseDiffers(
      String claim, String sentence, String another, String other) {
    assertThat(swap(claim, sentence, another)).isEqualTo(other);
  }

  @Test
  void takesAnotherNounBehindTheAsASubjectForTheSameThing() {
    assertThat(
            swap(
                "The phone costs 200 dollars here.",
                "The device costs 200 dollars here.",
                "The phone is new."))
        .isNull();
  }

  @Test
  void tellsNoNounWhereSomethingElseDiffersAsWell() {
    assertThat(
            swap(
                "Many farmers sell wool at markets.",
                "Most shepherds sell cheese at markets.",
                "Wool is warm."))
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
    var said = Words.words(claim);
    var there = Words.words(sentence);
    return Swap.in(Gap.between(said, there), said, there, around, Words.stems(around));
  }
}
