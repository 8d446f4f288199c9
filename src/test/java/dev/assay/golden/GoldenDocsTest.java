package dev.assay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("docs/golden-questions.md")
class GoldenDocsTest {
  private static final Path DOCS = Path.of("docs/golden-questions.md");

  @TempDir Path folder;

  @Test
  @DisplayName("has an example that can be read")
  void example() throws IOException {
    String docs = Files.readString(DOCS);
    String example = docs.substring(docs.indexOf("```json\n") + 8);
    Path file = folder.resolve("questions.jsonl");
    Files.writeString(file, example.substring(0, example.indexOf("```")));

    assertThat(GoldenSet.read(file).questions())
        .extracting(GoldenQuestion::answerable)
        .containsExactly(true, false);
  }

  @Test
  @DisplayName("explains every key")
  void keys() throws IOException {
    String docs = Files.readString(DOCS);
    assertThat(
            Stream.of(GoldenQuestion.class, Evidence.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName))
        .allSatisfy(key -> assertThat(docs).containsPattern("(?m)^\\| (`\\w+`, )?`" + key + "`"));
  }
}
