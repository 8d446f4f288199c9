package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a negation")
class NegationTest {
  @Test
  @DisplayName("reaches over the next three content words of its clause")
  void reach() {
    var negation = Negation.of("Do not open the valve, the red pump stays on.");
    assertThat(negation.scopes())
        .extracting(Negation.Scope::roots)
        .containsExactly(Set.of("open", "valv"));
    assertThat(negation.plain()).containsExactlyInAnyOrder("red", "pump", "stay");
  }

  @Test
  @DisplayName("reaches back where it ends its clause")
  void back() {
    assertThat(Negation.of("Die rote Pumpe startet nicht.").scopes())
        .extracting(Negation.Scope::roots)
        .containsExactly(Set.of("pump", "start"));
  }

  @Test
  @DisplayName("that stands alone negates nothing")
  void alone() {
    assertThat(Negation.of("No, the pump is red.").scopes()).isEmpty();
  }

  @Test
  @DisplayName("within a condition is not said to be so")
  void condition() {
    assertThat(Negation.of("Press reset if the pump does not start.").scopes()).isEmpty();
  }

  @ParameterizedTest(name = "{2}: {0} / {1}")
  @DisplayName("denies a text that says the same without it, and no other")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The warranty does not cover water damage.   | The warranty covers water damage for a year.       | true
          The warranty covers water damage.           | The warranty does not cover water damage.          | false
          The warranty does not cover water damage.   | Water damage is not covered by the warranty.       | false
          The warranty does not cover water damage.   | The warranty covers loss. Water damage is excluded, not stains. | true
          Labor is not covered by the warranty.       | The warranty covers parts but not labor.           | false
          Parts are not covered by the warranty.      | The warranty covers parts but not labor.           | true
          Not before the jury has decided.            | It may not be shown until the jury has decided.    | false
          No more than 50 people came.                | At most 50 people came.                            | false
          The clause does not prevent us from leaving. | We may be leaving by the clause.                  | false
          Aspirin must not be given to children under 16. | Children younger than 16 must not take aspirin. | false
          The plug was not locked.                    | An unlocked plug is a common reason.               | false
          Being a veteran, not a veterinarian, helps. | Being a veteran can help to get a mortgage.        | false
          They failed to find it on Monday but found it on Tuesday. | They found it on Tuesday.  | false
          Refinancing and a mortgage are not the same. | Refinancing can be of a mortgage.                 | false
          Die Garantie gilt nicht für Wasserschäden.  | Die Garantie gilt für Wasserschäden.               | true
          Garansi tidak mencakup kerusakan air.       | Garansi mencakup kerusakan air.                    | true
          """)
  void denies(String text, String other, boolean expected) {
    assertThat(Negation.of(text).denies(Negation.of(other))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The model is Runner 5. It is not waterproof. | Runner 5 is waterproof. | true",
        "The model is Runner 5. It is not waterproof, its case is waterproof. | Runner 5 is waterproof. | false",
        "The model is Runner 5. It is not waterproof. | Runner 5 is not red and waterproof. | false",
        "The model is Runner 5. It is not waterproof in salt water. | Runner 5 is waterproof. | false",
      })
  void deniesAnywhereWhatTheTextNowhereSays(String text, String claim, boolean expected) {
    assertThat(Negation.of(text).deniesAnywhere(Negation.of(claim))).isEqualTo(expected);
  }
}
