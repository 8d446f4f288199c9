package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import dev.assay.embed.PassageScorer.Scored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the model that `scripts/tiny-cross-encoder.py` makes: water 2, meadow 1, fish -1, counted in
/// the passage alone.
class CrossEncoderTest {
  private static final Path TINY = Path.of("src/test/resources/dev/assay/embed/cross-encoder");

  @Test
  void readsQueryAndPassageTogetherAndScoresThePassage() {
    try (var encoder = new CrossEncoder(TINY, 512)) {
      assertThat(
              encoder.score(
                  "water water water",
                  List.of("A quiet water meadow.", "Fish in a meadow, fish!", "", "Stones.")))
          .containsExactly(
              new Scored(2 + 1, false),
              new Scored(-1 + 1 - 1, false),
              new Scored(0, false),
              new Scored(0, false));
    }
  }

  @Test
  void aPassageThatIsTooLongLosesItsEndAndSaysSo() {
    // [CLS] q [SEP] + passage + [SEP]: 16 tokens leave 12 for the passage.
    String passage = "stone ".repeat(11) + "water water";
    try (var encoder = new CrossEncoder(TINY, 16)) {
      assertThat(encoder.score("q", List.of(passage, "water")))
          .containsExactly(new Scored(2, true), new Scored(2, false));
      assertThatThrownBy(() -> encoder.score("q ".repeat(20), List.of("water")))
          .hasMessageContaining("a query alone has more than maxTokens (16)");
    }
  }

  @Test
  void aTextOutsideTheBasicPlaneIsCutBetweenCharacters() {
    try (var encoder = new CrossEncoder(TINY, 16)) {
      assertThat(encoder.score("q", List.of("🦦 ".repeat(11) + "water water")))
          .containsExactly(new Scored(2, true));
    }
  }

  @Test
  void theFingerprintFollowsTheLimitAndWhatIsNoModelIsRefused(@TempDir Path folder)
      throws Exception {
    try (var a = new CrossEncoder(TINY, 512);
        var b = new CrossEncoder(TINY, 256)) {
      assertThat(a.fingerprint()).isNotEqualTo(b.fingerprint());
    }
    assertThatThrownBy(() -> new CrossEncoder(folder, 512))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is missing; the directory needs model.onnx and tokenizer.json");
    Files.writeString(folder.resolve("model.onnx"), "no model");
    Files.copy(TINY.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
    assertThatThrownBy(() -> new CrossEncoder(folder, 512))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("cannot be run");
  }
}
