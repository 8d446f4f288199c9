package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "At most 50 people came. | At least 50 people came. | at least 50",
        "No more than 50 came. | More than 50 came. | more than 50",
        "Höchstens 20 Personen. | Mindestens 20 Personen. | mindestens 20",
        "Paling banyak 20 orang. | Lebih dari 20 orang. | lebih dari 20",
        "All of the patients recovered. | Some of the patients recovered. | Some",
        "Most students passed. | Few students passed. | Few",
        "Alle Mitarbeiter kommen. | Einige Mitarbeiter kommen. | Einige",
        "It applies to all customers. | It applies only to new customers. | only",
        "Es gilt für alle Kunden. | Es gilt nur für neue Kunden. | nur",
        "It has more side effects. | It has fewer side effects. | fewer",
        "It has a lower dose. | It has a higher dose. | higher",
        "Semua orang datang. | Beberapa orang datang. | Beberapa",
      })
  void namesWhatIsLessOrBoundsFromTheOtherSide(String claim, String text, String other) {
    assertThat(other(claim, text)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "At most 50 people came. | Up to 50 people came.",
        "At most 50 people came. | 50 people came.",
        "At most 50 people came. | At least 40 people came.",
        "Some patients recovered. | All patients recovered.",
        "It has more side effects. | It has fewer doses and more side effects.",
        "They seem less appealing. | Others look more appealing.",
        "All patients recovered. | Some doctors recovered.",
        "All patients recovered. | Some patients slept. Every patient recovered.",
        "All members may vote. | All members may vote, and only they may speak.",
        "Two faults were found in all machines. | Only two faults were found in all machines.",
        "It is not over. | At most 50 people came.",
      })
  void findsNothingWhereTheTextSaysAsMuch(String claim, String text) {
    assertThat(other(claim, text)).isNull();
  }

  private static @Nullable String other(String claim, String text) {
    return Quantity.other(Words.words(claim), Words.words(text));
  }
}
