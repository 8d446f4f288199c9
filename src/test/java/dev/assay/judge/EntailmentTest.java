package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.judge.words.Speaker;
import dev.assay.judge.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntailmentTest {
  /// Each word is a direction of its own; `bulb` lies at a cosine of .8 from `lamp`.
  private static final Encoder ENCODER =
      text -> {
        var words = new ArrayList<String>();
        var states = new ArrayList<float[]>();
        float[] sum = new float[64];
        for (var word : Words.words(text)) {
          float[] state = state(word.surface().toLowerCase(Locale.ROOT));
          words.add(word.surface());
          states.add(state);
          for (int i = 0; i < sum.length; i++) {
            sum[i] += state[i];
          }
        }
        double length = Math.sqrt(Encoder.cosine(sum, sum));
        for (int i = 0; i < sum.length; i++) {
          sum[i] /= (float) length;
        }
        return new Encoder.Encoded(sum, words, states);
      };

  private static final List<String> KNOWN =
      List.of(
          "lamp",
          "glows",
          "doses",
          "increase",
          "reduce",
          "risk",
          "i",
          "like",
          "a",
          "green",
          "you",
          "your");

  private static float[] state(String word) {
    float[] state = new float[64];
    if (word.equals("bulb")) {
      state[0] = .8f;
      state[63] = .6f;
    } else {
      state[KNOWN.indexOf(word)] = 1;
    }
    return state;
  }

  private static Map<String, Double> of(String statement, String context) {
    return new Entailment(new Overlap(List.of(new Context("k", context))), ENCODER)
        .features(statement);
  }

  @Test
  void aCopyHasTheNumbersOfOne() {
    var copy = of("A green lamp glows.", "A green lamp glows.");

    Entailment.COPY.forEach(
        (name, value) -> assertThat(copy.get(name)).as(name).isCloseTo(value, within(1e-6)));
  }

  @Test
  void aWordHalfwayBetweenUnlikeAndAlikeIsMatchedByHalf() {
    var features = of("A bulb glows.", "A lamp glows.");

    assertThat(features.get("matched")).isCloseTo((.5 + 1) / 2, within(1e-5));
    // glows stands in the one sentence and weighs 1; bulb weighs 1 + ln 2
    assertThat(features.get("coverage")).isCloseTo(1 / (2 + Math.log(2)), within(1e-9));
  }

  @Test
  void oppositeTrendsAndSpeakersAreSeen() {
    assertThat(of("Doses increase risk.", "Doses reduce risk.").get("opposed")).isEqualTo(1);
    assertThat(of("Doses reduce risk.", "Doses reduce risk.").get("opposed")).isEqualTo(0);
    assertThat(of("I like a lamp.", "A lamp glows.").get("personal")).isEqualTo(1);
    assertThat(of("A lamp glows?", "A lamp glows.").get("personal")).isEqualTo(1);
  }

  @Test
  void aSpeakerIsNoNumeralAndNoIntroduction() {
    assertThat(Speaker.isPersonal("World War I ended, and so did type I errors.")).isFalse();
    assertThat(Speaker.isPersonal("I know it was first sold in 1903.")).isFalse();
    assertThat(Speaker.isPersonal("Saya tahu lampu itu hijau.")).isFalse();
    assertThat(Speaker.isPersonal("Heavy I/O, i.e. reading (i) and I-95.")).isFalse();
    assertThat(Speaker.isPersonal("Im Jahr 1920 zog er im Herbst um.")).isFalse();
    assertThat(Speaker.isPersonal("The coal mine near Mir in MI closed, ME too.")).isFalse();
    assertThat(Speaker.isPersonal("im sure that lamp is mine.")).isTrue();
    assertThat(Speaker.isPersonal("Das Licht gefällt mir.")).isTrue();
    assertThat(Speaker.isPersonal("I do not know who sold it.")).isTrue();
    assertThat(Speaker.isPersonal("I know it, and I like it.")).isTrue();
  }

  @Test
  void speakingToTheReaderIsPersonalWhereNoContextDoes() {
    assertThat(of("You like a lamp.", "A lamp glows.").get("personal")).isEqualTo(1);
    assertThat(of("You like a lamp.", "Your lamp glows.").get("personal")).isEqualTo(0);
  }

  @Test
  void allIsNothingWhereThereIsNothing() {
    assertThat(of("A lamp glows.", "").values()).containsOnly(0.0);
    assertThat(of("!?", "A lamp glows.").values()).containsOnly(0.0);
  }
}
