package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.ranking.Cut;
import dev.assay.ranking.Rrf;
import dev.assay.ranking.Weighted;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final String TEXT =
      """
      name: grid
      corpus: {name: c, path: docs}
      golden: {path: q.jsonl}
      factors:
        chunking:
          - {name: whole, kind: Whole}
          - {name: fixed, kind: Fixed, tokens: 100}
        model:
          - {name: minilm, kind: Embedded, of: all-minilm-l6-v2-q}
          - {name: bge, kind: Embedded, of: bge-small-en-v1.5-q}
        retrieval:
          - {name: words, kind: Bm25}
          - {name: vectors, kind: Dense}
          - {name: rrf, kind: Rrf, k: 10, of: [vectors, words]}
          - {name: mix, kind: Weighted, weights: {vectors: 0.7, words: 0.3}}
          - {name: cut, kind: Weighted, weights: {vectors: 1, words: 2}, normalise: zScore, depth: 50}
          - {name: first, kind: Rrf, of: [vectors, words], depth: 20}
      """;
  private static final ExperimentFile FILE = ExperimentFile.parse(Path.of("assay.yaml"), TEXT);

  @Test
  void everyCombinationIsOneConfigurationAndBm25RunsOnceAChunking() {
    assertThat(Grid.configurations(FILE))
        .extracting(c -> c.id() + " " + c.label())
        .containsExactly(
            "A whole · words",
            "B whole · minilm · vectors",
            "C whole · bge · vectors",
            "D whole · minilm · rrf",
            "E whole · bge · rrf",
            "F whole · minilm · mix",
            "G whole · bge · mix",
            "H whole · minilm · cut",
            "I whole · bge · cut",
            "J whole · minilm · first",
            "K whole · bge · first",
            "L fixed · words",
            "M fixed · minilm · vectors",
            "N fixed · bge · vectors",
            "O fixed · minilm · rrf",
            "P fixed · bge · rrf",
            "Q fixed · minilm · mix",
            "R fixed · bge · mix",
            "S fixed · minilm · cut",
            "T fixed · bge · cut",
            "U fixed · minilm · first",
            "V fixed · bge · first");
  }

  @Test
  void aListOfConfigurationsTakesThePlaceOfTheGrid() {
    var file =
        with(
            "[{chunking: fixed, retrieval: words},"
                + " {chunking: whole, model: bge, retrieval: rrf}]");

    assertThat(Grid.configurations(file))
        .extracting(c -> c.id() + " " + c.label())
        .containsExactly("A fixed · words", "B whole · bge · rrf");
  }

  @Test
  void whatIsWrongWithAListIsSaidAllAtOnce() {
    assertThatThrownBy(() ->
            with(
                "[{chunking: fixed, retrieval: words}, {retrieval: words},"
                    + " {chunking: fixd, retrieval: words},"
                    + " {chunking: fixed, model: bge, retrieval: words},"
                    + " {chunking: fixed, retrieval: words}]"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("configuration 2: name its chunking, one of: whole, fixed")
        .hasMessageContaining("configuration 3: factors.chunking has no 'fixd'")
        .hasMessageContaining("configuration 4: retrieval 'words' uses no model: leave model out")
        .hasMessageContaining("configurations 1 and 5 are the same");
  }

  private static ExperimentFile with(String configurations) {
    return ExperimentFile.parse(Path.of("assay.yaml"), TEXT + "configurations: " + configurations);
  }

  @Test
  void aFusionKnowsItsLegsByKindAndNotByTheNamesOfTheFile() {
    assertThat(Grid.configurations(FILE).get(3).fusion()).isEqualTo(new Rrf(10));
    assertThat(Grid.configurations(FILE).get(5).fusion())
        .isEqualTo(
            new Weighted(Map.of("dense", 0.7, "sparse", 0.3), Weighted.Normalisation.MIN_MAX));
    assertThat(Grid.configurations(FILE).get(7).fusion())
        .isEqualTo(
            new Cut(
                50,
                new Weighted(Map.of("dense", 1.0, "sparse", 2.0), Weighted.Normalisation.Z_SCORE)));
    assertThat(Grid.configurations(FILE).get(9).fusion()).isEqualTo(new Cut(20, new Rrf(60)));
    assertThat(Grid.configurations(FILE).get(1).bm25()).isNull();
    assertThat(Grid.configurations(FILE).get(0).model()).isNull();
  }

  @Test
  void configurationsBeyondTheAlphabetGetTwoLetters() {
    assertThat(Grid.letters(25)).isEqualTo("Z");
    assertThat(Grid.letters(26)).isEqualTo("AA");
    assertThat(Grid.letters(26 + 26 * 26)).isEqualTo("AAA");
  }
}
