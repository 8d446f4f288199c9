package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The state of Texas sued Amazon over the tax. | Amazon sued the state of Texas over the tax. | sued",
        "In 2019 Texas sued Amazon. | In 2019 Amazon sued Texas. | sued",
        "Texas sued Amazon. | Texas was sued by Amazon. | sued",
        "Texas was sued by Amazon. | Amazon was recently sued by Texas. | sued",
        "The school must inform parents. | Parents must inform the school. | inform",
        "The postman bit the dog. | The dog bit the postman. | bit",
        "Milan is larger than Rome. | Rome is larger than Milan. | larger",
        "Dogs sleep more than cats. | Cats sleep more than dogs. | sleep",
        "It moved from Denver to Boston. | It moved from Boston to Denver. | from",
        "Sie zog von Wien nach Graz. | Sie zog von Graz nach Wien. | von",
      })
  void namesWhatIsTheOtherWayRound(String claim, String text, String act) {
    assertThat(Roles.turned(claim, text)).isEqualTo(act);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Texas was sued by Amazon. | Amazon sued Texas.",
        "Texas sued Amazon. | Amazon sued Texas. Then Texas sued Amazon.",
        "You have 30 days to return the lamp. | The lamp can be returned within 30 days.",
        "Tom Hanks and Meg Ryan star in the film. | The film stars Tom Hanks and Meg Ryan.",
        "Pears, apples and plums. | Plums, apples and pears.",
        "Patients' blood pressure is reduced by the drug. | The drug lowers blood pressure in patients.",
        "A new bridge replaced the old one. | The old bridge was replaced by a new one.",
        "Spain is similar to Italy. | Italy is similar to Spain.",
        "Ann married Ben. | Ben married Ann.",
        "There are 59 protected areas run by the state. | It has 59 protected areas run by the state.",
        "Dogs sleep less than cats. | Cats sleep more than dogs.",
      })
  void findsNothingWhereBothSayTheSame(String claim, String text) {
    assertThat(Roles.turned(claim, text)).isNull();
  }
}
