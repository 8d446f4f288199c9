package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairingTest {
  private static final String PLANS =
      """
      | Plan  | Price | Seats | Owner      |
      |-------|-------|-------|------------|
      | Basic | $10   | 3     | Ada Roth   |
      | Pro   | $25   | 12    | Paul Weiss |
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Julia teaches physics. | Peter teaches physics and Julia teaches history. | 'physics' of 'Peter'",
        "Lyon has 2.1 million inhabitants. | Paris has 2.1 million inhabitants, Lyon 520,000. | '2100000' of 'Paris'",
        "She grew up in Lagos. | She was born in Lagos and grew up in London. | 'Lagos' of 'born'",
        "It was founded in 1950 and sold in 1903. | It was founded in 1903 and sold in 1950. | '1950' of 'sold'",
        "Adults pay 8 euros. | Tickets cost 12 euros for adults and 8 euros for children. | '12' of 'adults'",
        "Japan won silver. | Gold went to Norway, silver to Canada and bronze to Japan. | 'Japan' of 'bronze'",
        "The blue one is 9 m long. | The red one is 9 m long. The blue one is 7 m long. | '9' of 'red'",
        "Julia lehrt Physik. | Peter lehrt Physik, und Julia lehrt Chemie. | 'Physik' of 'Peter'",
      })
  void namesWhatASentenceSaysOfAnother(String claim, String text, String crossed) {
    assertThat(crossed(claim, text)).isEqualTo(crossed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Peter teaches physics. | Peter teaches physics and Julia teaches history.",
        "Peter and Julia teach physics and history. | Peter teaches physics and Julia teaches history.",
        "Julia does not teach physics. | Peter teaches physics and Julia teaches history.",
        "Julia teaches physics. | Peter teaches physics and Julia teaches history. Julia also teaches physics.",
        "The drug improves sleep. | The drug reduces pain and improves sleep.",
        "The town has schools and a library. | The town has a library, a pool and two schools.",
        "Marie Curie studied in Paris. | Marie Curie was born in Warsaw and studied in Paris.",
      })
  void findsNothingWhereASentenceSaysIt(String claim, String text) {
    assertThat(crossed(claim, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "The Pro plan costs $10. | '$10' of 'Basic'",
        "Paul Weiss owns the Basic plan. | 'Paul Weiss' of 'Pro'",
        "The price of the Pro plan is 12. | '12' of 'Seats'",
      })
  void namesTheRowOrColumnOfATableThatHasIt(String claim, String crossed) {
    assertThat(crossed(claim, PLANS)).isEqualTo(crossed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The Pro plan costs $25 and has 12 seats.",
        "The Basic plan belongs to Ada Roth.",
        "Basic and Pro cost $10 and $25.",
        "The Basic plan has a low price.",
      })
  void findsNothingWhereTheRowHasIt(String claim) {
    assertThat(crossed(claim, PLANS)).isNull();
  }

  @Test
  void aTableMayHaveItsCellsApartByTabs() {
    assertThat(crossed("Revenue was 45 in 2019.", "\t2019\t2020\nRevenue\t40\t45\nCosts\t31\t38\n"))
        .isEqualTo("'45' of '2020'");
  }

  @Test
  void aLongSentenceAndALongTableAreReadThrough() {
    String sentence =
        IntStream.range(0, 3000).mapToObj(i -> "street " + i).collect(Collectors.joining(", "));
    String table =
        IntStream.range(0, 3000)
            .mapToObj(i -> "| key%d | value%d |\n".formatted(i, i))
            .collect(Collectors.joining());

    assertThat(crossed("Of key7 it has value2999.", sentence + ".\n" + table))
        .isEqualTo("'value2999' of 'key2999'");
  }

  private static @Nullable String crossed(String claim, String text) {
    return new Pairing(List.of(text)).crossed(claim);
  }
}
