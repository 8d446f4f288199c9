package dev.assay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.InvalidInput;
import dev.assay.Lines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirTest {
  @TempDir Path base;
  private final List<Document> documents = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();

  @Test
  void titleAndTextMakeTheTextOfADocument() throws IOException {
    read(
        """
        {"_id":"b","title":"Title","text":"Text.\\r\\nMore.","metadata":{"x":1}}
        {"_id":7,"title":"","text":"No title"}
        {"_id":"../c","text":"No title at all"}
        """);
    assertThat(documents)
        .extracting(Document::id, Document::title, Document::text)
        .containsExactly(
            tuple("b", "Title", "Title Text.\nMore."),
            tuple("7", "", "No title"),
            tuple("../c", "", "No title at all"));
    assertThat(rejected).isEmpty();
  }

  @Test
  void linesThatAreNoDocumentAreListed() throws IOException {
    read(
        """
        {"_id":"a","title":"","text":"Text"}
        {"_id":"a","title":"","text":"Again"}
        {"_id":"b","title":" ","text":""}
        {"title":"","text":"Text"}
        {"_id":"c","text":["x"]}
        {"_id":"d","text":"half \\uD83D"}
        {"_id":"e\\u0000","text":"x"}
        not json
        {"_id":"f","_id":"g","text":"x"}
        """);
    assertThat(documents).extracting(Document::id).containsExactly("a");
    assertThat(rejected)
        .extracting(r -> r.file() + ": " + r.reason())
        .satisfiesExactly(
            r -> assertThat(r).isEqualTo("corpus.jsonl:2: duplicate id 'a'"),
            r -> assertThat(r).isEqualTo("corpus.jsonl:3: 'b' is empty"),
            r -> assertThat(r).isEqualTo("corpus.jsonl:4: no _id"),
            r -> assertThat(r).isEqualTo("corpus.jsonl:5: 'text' is not a string"),
            r -> assertThat(r).isEqualTo("corpus.jsonl:6: 'text' has a NUL or half a character"),
            r -> assertThat(r).isEqualTo("corpus.jsonl:7: '_id' has a NUL or half a character"),
            r -> assertThat(r).startsWith("corpus.jsonl:8: not JSON"),
            r -> assertThat(r).startsWith("corpus.jsonl:9: not JSON: Duplicate"));
  }

  @Test
  void aLineThatIsTooLongIsPassedOverWithoutBeingHeld() throws IOException {
    var bytes = ("short\n" + "x".repeat(100) + "\n\u00E9\nlast").getBytes(StandardCharsets.UTF_8);
    try (var lines = new Lines(new ByteArrayInputStream(bytes), 10)) {
      assertThat(lines.next()).isEqualTo(new Lines.Line(1, "short", null));
      assertThat(lines.next())
          .isEqualTo(new Lines.Line(2, "", "too long: 100 bytes of at most 10"));
      assertThat(lines.next()).isEqualTo(new Lines.Line(3, "é", null));
      assertThat(lines.next()).isEqualTo(new Lines.Line(4, "last", null));
      assertThat(lines.next()).isNull();
    }
  }

  @Test
  void aFolderWithoutACorpusIsInvalidInput() {
    assertThatThrownBy(() -> new Beir("none", null).read(base, _ -> {}, _ -> {}))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("corpus.jsonl");
  }

  @Test
  void readsSciFact() {
    assumeThat(Path.of("../shared/data/scifact")).as("needs ../shared/data/scifact").isDirectory();
    new Beir("../shared/data/scifact", "en").read(Path.of(""), documents::add, rejected::add);
    assertThat(documents).hasSize(5_183);
    assertThat(rejected).isEmpty();
  }

  private void read(String corpus) throws IOException {
    Files.writeString(base.resolve("corpus.jsonl"), corpus);
    new Beir(".", "en").read(base, documents::add, rejected::add);
  }
}
