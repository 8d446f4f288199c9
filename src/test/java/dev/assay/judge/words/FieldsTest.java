package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  @Test
  void anObjectIsSaidInSentencesAndANoBeforeItsName() {
    assertThat(
            Fields.inWords(
                """
                {"name": "Blue Door", "stars": 4.5, "hours": {"Monday": "8-15"}, "tags": ["café", "brunch"],
                 "attributes": {"WiFi": "no", "outdoorSeating": true, "take_away": false, "alcohol": null}}
                """))
        .isEqualTo(
            """
            name: Blue Door.

            stars: 4.5.

            hours Monday: 8-15.

            tags: café, brunch.

            attributes: no WiFi.

            attributes outdoor Seating: true.

            attributes: no take away.\
            """);
  }

  @Test
  void objectsOfAListAreRowsOfATable() {
    assertThat(
            Fields.inWords(
                """
                [{"name": "Ada", "remote": true}, {"name": "Ben", "remote": false, "role": "a|b"}]
                """))
        .isEqualTo(
            """
            | name | remote | role |
            | Ada | remote |  |
            | Ben | no remote | a b |\
            """);
  }

  @Test
  void cellsThatSayYesOrNoSayWhatStandsAboveThem() {
    assertThat(
            Fields.inWords(
                """
                Plans:
                | Plan | SSO | Price |
                |---|---|---|
                | Basic | ✗ | $10 |
                | Team | Yes | $25 |
                Prices are per month.\
                """))
        .isEqualTo(
            """
            Plans:
            | Plan | SSO | Price |
            |---|---|---|
            | Basic | no SSO | $10 |
            | Team | SSO | $25 |
            Prices are per month.\
            """);
  }

  @Test
  void aNoBehindANameStandsBeforeIt() {
    assertThat(Fields.inWords("Beds: 48\n- Breakfast: no\nArea: riverside. Child friendly: No."))
        .isEqualTo("Beds: 48\n- no Breakfast\nArea: riverside. no Child friendly.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "He asked one thing: no more delays.",
        "The answer: nobody knows.",
        "{not json}",
        "[1] See the appendix.",
        "a | b",
        "",
      })
  void anyOtherTextStaysAsItIs(String text) {
    assertThat(Fields.inWords(text)).isEqualTo(text);
  }
}
