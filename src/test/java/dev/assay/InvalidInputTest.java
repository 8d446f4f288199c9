package dev.assay;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvalidInputTest {
  @Test
  void aFolderIsNotCalledMissing(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> InvalidInput.unlessFile(folder))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(folder + ": error: this is a folder; name a file in it");
    assertThatThrownBy(() -> InvalidInput.unlessFile(folder.resolve("none.jsonl")))
        .hasMessage(folder.resolve("none.jsonl") + ": error: there is no such file");
    assertThatNoException()
        .isThrownBy(() -> InvalidInput.unlessFile(Files.createFile(folder.resolve("a.jsonl"))));
  }
}
