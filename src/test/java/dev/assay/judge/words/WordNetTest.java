package dev.assay.judge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordNetTest {
  @Test
  void opposites() {
    assertThat(WordNet.areOpposite("urban", "rural")).isTrue();
    assertThat(WordNet.areOpposite("hired", "firing")).isTrue();
    assertThat(WordNet.areOpposite("younger", "older")).isTrue();
    assertThat(WordNet.areOpposite("Uncle", "aunt")).isTrue();
    assertThat(WordNet.areOpposite("large", "big")).isFalse();
    assertThat(WordNet.areOpposite("lamp", "xyzzy")).isFalse();
  }

  @Test
  void sistersAreKindsOfOneThingAndNotTheSame() {
    assertThat(WordNet.areSisters("knees", "elbow")).isTrue();
    assertThat(WordNet.areSisters("Tuesday", "Monday")).isTrue();
    assertThat(WordNet.areSisters("doubled", "tripled")).isTrue();
    assertThat(WordNet.areSisters("shop", "store")).isFalse();
    assertThat(WordNet.areSisters("film", "movie")).isFalse();
    assertThat(WordNet.areSisters("doctor", "physician")).isFalse();
    assertThat(WordNet.areSisters("car", "vehicle")).isFalse();
  }

  @Test
  void verbs() {
    assertThat(WordNet.isVerb("bit")).isTrue();
    assertThat(WordNet.isVerb("kidney")).isFalse();
    assertThat(WordNet.isMostlyVerb("sued")).isTrue();
    assertThat(WordNet.isMostlyVerb("blood")).isFalse();
    assertThat(WordNet.isMostlyVerb("kidney")).isFalse();
    assertThat(WordNet.areOneVerb("build", "built")).isTrue();
    assertThat(WordNet.areOneVerb("ran", "running")).isTrue();
    assertThat(WordNet.areOneVerb("buy", "sell")).isFalse();
    assertThat(WordNet.areOneVerb("xyzzy", "xyzzy")).isFalse();
  }
}
