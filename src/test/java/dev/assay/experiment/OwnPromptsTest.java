package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPromptsTest {
  @TempDir private Path folder;

  @Test
  void aChangedPromptIsAnotherExperimentThatAsksOnlyWhatChanged() throws IOException {
    EngineForTests.folder();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);
      String first = lab.run(file, _ -> {}, _ -> {}).experiment();
      int asked = endpoints.requests();

      Path own = Files.createDirectories(folder.resolve("mine")).resolve("context-precision@1.txt");
      Files.writeString(own, "Be strict.\n=== user\n{question}\n{reference}\n{chunks}\n");
      Files.writeString(
          file, Files.readString(file).replace("on: \"top:1\",", "on: \"top:1\", prompts: mine,"));
      Result second = lab.run(file, _ -> {}, _ -> {});

      assertThat(second.experiment()).isNotEqualTo(first);
      var judged =
          second.configurations().stream().filter(c -> c.judge() != null).findFirst().orElseThrow();
      assertThat(java.util.Objects.requireNonNull(judged.judge()).name())
          .matches("llm:scripted\\+prompts:[0-9a-f]{8}");
      // The chunks' verdicts of the questions with a reference; answers and claims are known.
      assertThat(endpoints.requests() - asked).isEqualTo(6);
      assertThat(endpoints.answered().stream().filter(text -> text.startsWith("----- data ")))
          .hasSize(6);

      Files.delete(own); // what was asked is still known
      var prompts = lab.of(lab.find(second.experiment()).orElseThrow()).prompts();
      assertThat(prompts.get("context-precision@1").system()).startsWith("Be strict.");
      assertThat(lab.of(lab.find(first).orElseThrow()).prompts().own()).isEmpty();
      assertThatThrownBy(() -> lab.run(file, _ -> {}, _ -> {}))
          .hasMessageContaining("mine: error: holds no prompt");
    }
  }
}
