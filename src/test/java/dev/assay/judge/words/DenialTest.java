package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The firm failed to open a factory. | 3",
        "It was unable to restart. | 3",
        "The treaty has yet to be ratified. | 3",
        "He denied having met her. | 3",
        "Nobody in the village owned a car. | 3",
        "It keeps dust from entering the engine. | 3",
        "It is too small to show all paintings. | 3",
        "He would have won. | 3",
        "Members rejected a proposal to sell it. | 3",
        "The team lacked experience. | 3",
        "It was almost destroyed. | 1",
        "It has butter instead of margarine. | 1",
        "It has butter in place of margarine. | 1",
        "He chose the train rather than the bus. | 1",
        "It opens every day except Tuesday. | 1",
        "Alle Mitarbeiter außer Anna kommen. | 1",
      })
  void reachesOverAClauseOrAThing(String text, int reach) {
    assertThat(reach(text)).isEqualTo(reach);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The firm failed. | of a clause that is not told",
        "It did not fail to open. | denied itself",
        "Profit declined to 7.4 million. | of a number",
        "Members discussed a proposal to sell it. | not rejected",
        "The clause does not prevent us from leaving. | denied itself",
        "Lack of money ended it. | a thing",
        "Almost 50 people came. | a number",
        "The request was denied. | a thing",
        "She would have to go. | nothing",
        "A tax would have effects on prices. | nothing",
        "Her place of birth is Lagos. | nothing",
        "Apart from English she speaks Russian. | a thing beside others",
      })
  void deniesNothing(String text, String why) {
    assertThat(reach(text)).as(why).isZero();
  }

  private static int reach(String text) {
    var words = Words.words(text);
    return IntStream.range(0, words.size()).map(i -> Denial.reach(words, i)).sum();
  }
}
