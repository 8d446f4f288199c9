package dev.assay.qualify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {
  @TempDir private Path folder;

  @Test
  void everyLineWithAContextThatIsNoneIsNamed() throws IOException {
    String lines =
        List.of(
                "[null]",
                "[{\"chunk\":\"c\"}]",
                "[{\"text\":\"t\"}]",
                "[{\"chunk\":\"c\",\"text\":\"t\"}]")
            .stream()
            .map(
                "{\"id\":\"1\",\"subject\":\"claims\",\"question\":\"q\",\"contexts\":%s,\"answer\":\"a\",\"label\":\"supported\",\"at\":\"2026-11-28T10:00:00Z\"}\n"
                    ::formatted)
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("l.jsonl"), lines);

    assertThatThrownBy(() -> LabelFile.read(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll(
            "l.jsonl:1: error: each of 'contexts' needs a chunk and its text",
            "l.jsonl:2: error: each of 'contexts' needs a chunk and its text",
            "l.jsonl:3: error: not a label that --export wrote")
        .message()
        .doesNotContain("l.jsonl:4");
  }
}
