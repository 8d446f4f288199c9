package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Document;
import dev.assay.corpus.Folder;
import dev.assay.corpus.Semantic;
import dev.assay.corpus.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Semantic cuts with a real model, whose vectors are kept.
class CutterTest {
  private static final Semantic SEMANTIC = new Semantic("all-minilm-l6-v2-q", 200, 75, 0);
  private static final String TEXT =
      """
      The otter hunts trout in the river at dawn. Otters eat fish, crabs and frogs. \
      A young otter learns to swim from its mother. \
      The invoice is due within thirty days. Late payments bear interest of five per cent.
      """;

  @TempDir private Path folder;

  @Test
  void theSubjectChangesWhereTheVectorsLieFarApart() throws IOException {
    Files.writeString(folder.resolve("d.txt"), TEXT);
    try (var ledger = Ledger.open(folder.resolve("state"));
        var models = new Models()) {
      var cutter = new Cutter(new VectorStore(ledger), models);
      var documents = new CorpusStore(ledger);
      String corpus = documents.read(new Folder("."), folder, _ -> {});
      Document document = documents.find(corpus, "d.txt").orElseThrow();

      assertThat(cutter.embed(documents, corpus, SEMANTIC, _ -> {})).isEqualTo(5);
      List<Chunk> chunks = cutter.cut(SEMANTIC, document);

      assertThat(chunks)
          .extracting(chunk -> chunk.text().strip())
          .containsExactly(
              "The otter hunts trout in the river at dawn. Otters eat fish, crabs and frogs. "
                  + "A young otter learns to swim from its mother.",
              "The invoice is due within thirty days. Late payments bear interest of five per cent.");
      assertThat(cutter.embed(documents, corpus, SEMANTIC, _ -> {}))
          .as("every vector is stored")
          .isZero();
      assertThat(cutter.cut(SEMANTIC, document)).isEqualTo(chunks);
      assertThat(cutter.fingerprint(SEMANTIC)).startsWith(SEMANTIC + " ").hasSizeGreaterThan(64);
      assertThat(cutter.fingerprint(new Sentences(9))).isEqualTo("Sentences[maxTokens=9]");
    }
  }

  @Test
  void anUnknownModelIsAProblemOfTheFile() {
    assertThatThrownBy(() ->
            ExperimentFile.parse(
                Path.of("assay.yaml"),
                """
                name: x
                corpus: {name: c, path: docs}
                golden: {path: q.jsonl}
                factors:
                  chunking: [{name: meaning, kind: Semantic, of: minilm, maxTokens: 100}]
                  model: [{kind: Embedded, of: all-minilm-l6-v2-q}]
                  retrieval: [{name: dense, kind: Dense}]
                """))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("chunking 'meaning': there is no embedded model 'minilm'")
        .hasMessageContaining("all-minilm-l6-v2-q, bge-small-en-v1.5-q, e5-small-v2-q");
  }
}
