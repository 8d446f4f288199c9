package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  @TempDir private Path folder;

  @Test
  void aChangedCorpusMarksOlderRunsAndMakesTheChoiceDue() throws IOException {
    EngineForTests.linkInto(folder.resolve(".assay"));
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file, Files.readString(file) + "reEvaluate: {every: 30d, when: [corpus, golden]}\n");
      assertThat(CommandLineRun.of("-C", folder, "-q", "run", "tiny.yaml").exit()).isZero();

      assertThat(history()).contains("nothing was decided yet: assay decide tiny-");
      assertThat(CommandLineRun.of("-C", folder, "decide").exit()).isZero();
      assertThat(history())
          .contains("nDCG@10 · tiny over 1 runs", "due on ", ", 30 days after the choice")
          .doesNotContain("due now");

      Path heron = folder.resolve("docs/heron.md");
      Files.writeString(heron, Files.readString(heron) + "\n## Nest\n\nIn reeds.\n");
      Files.writeString(folder.resolve("docs/newt.md"), "# The newt\n\nIt lives in ponds.\n");
      Path questions = folder.resolve("questions.jsonl");
      Files.writeString(
          questions, Files.readString(questions).replace("a lynx use", "one lynx use"));
      assertThat(history("--now"))
          .contains(
              "due now, changed since the choice: corpus: 1 document edited, 1 new, 0 gone (not run yet)",
              "due now, changed since the choice: golden: 1 question edited, 0 new, 0 gone (not run yet)");

      assertThat(CommandLineRun.of("-C", folder, "-q", "run", "tiny.yaml").exit()).isZero();
      String both = history();
      assertThat(both)
          .contains(
              "not comparable: corpus: 1 document edited, 1 new, 0 gone; golden: 1 question edited, 0 new, 0 gone",
              "due now, changed since the choice: corpus: 1 document edited");
      var json = Json.MAPPER.readTree(CommandLineRun.of("-C", folder, "history", "--json").out());
      assertThat(json.at("/isDue").asBoolean()).isTrue();
      assertThat(json.at("/points/0/comparable").asBoolean()).isFalse();
      assertThat(json.at("/points/1/comparable").asBoolean()).isTrue();
      assertThat(json.at("/points/1/fingerprints/seed").asInt()).isEqualTo(7);
      assertThat(json.at("/points/1/fingerprints/models/words").asString()).isNotEmpty();
    }
  }

  private String history(String... more) {
    var words = new java.util.ArrayList<Object>(java.util.List.of("-C", folder, "history", "tiny"));
    words.addAll(java.util.List.of(more));
    var run = CommandLineRun.of(words.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }
}
