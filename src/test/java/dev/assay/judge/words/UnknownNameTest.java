package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNameTest {
  private static @Nullable String unknown(String claim, String... texts) {
    var known = Words.stems(Words.words(String.join(" ", texts)));
    return UnknownName.in(claim, known, () -> Stream.of(texts));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The tradition is from Germany. | The tradition is old. | Germany",
        "It was recorded with Brian Eno in May. | It was recorded in May. | Brian",
        "It flows into the Baltic Sea. | It flows into the sea. | Baltic",
        "In Nicaragua it is popular. | It is popular. | Nicaragua",
        "It opened in October. | It opened in spring. | October",
        "It opened in October 1975. | It opened in 1974. | October",
        "Data of Experian, Equifax and others count. | Data of Equifax and others count. | Experian",
        "It was signed in China. | It was signed. | China",
      })
  void namesWhatNoTextHas(String claim, String text, String name) {
    assertThat(unknown(claim, text)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The painter was of French birth. | The painter was born in France.",
        "It is a firm of the Netherlands. | It is a Dutch firm.",
        "Cars of Germany are sold. | German cars are sold.",
        "It was sold in America. | It was sold in the United States.",
        "They met in Beijing. | They met in Peking.",
        "It helps the World Health Organization. | It helps the WHO.",
        "Carriers of Apolipoprotein (APOE4) fall ill. | APOE carriers fall ill.",
        "The paper is by Albert Einstein. | Einstein wrote the paper.",
        "It draws people to São Paulo. | It draws people to Sao Paulo.",
        "It ends on 31 December 2025. | It ends on 31/12/2025.",
        "It opens on Tuesday. | It opens on tue.",
        "It is 5 degrees Celsius. | It is 5 °C.",
      })
  void aFormOfWhatATextHasIsNone(String claim, String text) {
    assertThat(unknown(claim, text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "It was signed by the President.",
    "It crosses the Rocky Mountains.",
    "**Market Fluctuations**: Prices change.",
    "Germany won.",
    "Das ist die Arbeit von Hunden.",
    "It uses SSRI drugs.",
  })
  void whatMayBeNoNameIsNone(String claim) {
    assertThat(unknown(claim, "It is so.")).isNull();
  }

  @Test
  void oneOfSeveralTextsIsEnough() {
    assertThat(unknown("She was born in Oslo.", "She was born.", "Where in Oslo is that?"))
        .isNull();
  }
}
