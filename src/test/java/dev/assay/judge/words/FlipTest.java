package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlipTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If you do not confirm it, it is sold. | If you do confirm it, it is sold. | you do not confirm it",
        "Drivers can park here at night. | Drivers cannot park here at night. | Drivers can park here",
        "It grows with light in spring. | It grows without light in spring. | It grows with light in",
        "The hall may close at noon. | The hall must close at noon. | The hall may close at",
        "The drug possibly helps children. | The drug helps children. | The drug possibly helps children",
        "Nurses may give the first dose at home. | By the guide, nurses must give the first dose at home. | nurses may give the",
        "Der Saal kann mittags schließen. | Der Saal muss mittags schließen. | Der Saal kann mittags schließen",
      })
  void saysWhatAMoreOrLessOfANegationOrADoubtTurns(String sentence, String claim, String there) {
    assertThat(flip(claim, sentence)).isEqualTo(there);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The nurse saw him before she left. | The nurse saw him before he left.",
        "The tank drains into the lake in May. | The tank drains out of the lake in May.",
        "It was sold because it was old. | It was sold although it was old.",
        "It has rung since 1921 in Graz. | It has rung until 1921 in Graz.",
        "Only the owner of it may sign. | Also the owner of it may sign.",
        "The board voted for the bridge. | The board voted against the bridge.",
        "Die Halle ist vor acht Uhr voll. | Die Halle ist nach acht Uhr voll.",
        "Toko buka sebelum jam delapan. | Toko buka setelah jam delapan.",
      })
  void tellsWordsThatExcludeEachOtherInOnePlace(String sentence, String claim) {
    assertThat(flip(claim, sentence)).isNotNull();
    assertThat(flip(sentence, claim)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The hall will close at noon. | The hall may close at noon. | what is so may be so",
        "The lamp is not only red but tall. | The lamp is red but tall. | it is red as well",
        "Ask whether or not it is open now. | Ask whether it is open now. | both ask the same",
        "The drug possibly helps children sleep. | It is possible that the drug helps children sleep. | it doubts as well",
        "It is open at noon. | No, it is open at noon. | it answers",
        "All staff except cooks get a bonus. | Cooks do not get a bonus. | it denies in other words",
        "The rule prevents users from deleting it. | Users cannot delete it. | it denies in other words",
        "Smoking is not allowed in the house but is allowed in the park. | Smoking is allowed in the park. | another place differs",
        "The lamp does not turn on at night. | The lamp doesn't turn on at night. | both negate",
        "Open from nine to five on Mondays. | Open from nine until five on Mondays. | the same time",
        "He sold it before the war to Ben. | She bought it after the war of Ben. | more differs",
      })
  void findsNothingWhereTheSameIsSaid(String sentence, String claim, String why) {
    assertThat(flip(claim, sentence)).as(why).isNull();
  }

  private static @Nullable String flip(String claim, String sentence) {
    var said = Words.words(claim);
    var there = Words.words(sentence);
    return Flip.in(Gap.between(said, there), said, there);
  }
}
