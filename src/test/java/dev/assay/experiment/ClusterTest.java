package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.experiment.ExperimentFile.Cluster;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lab.Lab;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
  @TempDir private Path folder;

  @Test
  void fewSourceDocumentsAreToldWithTheLineToAdd() {
    assertThat(Cluster.DOCUMENT.hint(questions(1, 8)))
        .isEqualTo(
            "the golden questions come from 1 source document: intervals that draw documents mean nothing there; 'statistics: {cluster: question}' in the experiment file draws questions instead");
    assertThat(Cluster.DOCUMENT.hint(questions(4, 8)))
        .startsWith("the golden questions come from 4 ");
    assertThat(Cluster.DOCUMENT.hint(questions(5, 8))).isNull();
    assertThat(Cluster.DOCUMENT.hint(questions(3, 3))).as("one question a document").isNull();
    assertThat(Cluster.QUESTION.hint(questions(1, 8))).isNull();
  }

  @Test
  void aRunNotesIt() throws IOException {
    EngineForTests.folder();
    var notes = new ArrayList<String>();
    try (var endpoints = new FakeEndpoints();
        var lab = Lab.open(folder.resolve("state"))) {
      Path file = TinyExperiment.write(folder, endpoints);
      Path golden = folder.resolve("questions.jsonl");
      String first = Files.readString(golden).lines().findFirst().orElseThrow();
      Files.writeString(golden, first + "\n" + first.replace("q-0", "q-1") + "\n");

      lab.run(file, _ -> {}, notes::add);
    }
    assertThat(notes).anyMatch(note -> note.startsWith("the golden questions come from 1 source"));
  }

  private static List<GoldenQuestion> questions(int documents, int count) {
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          "{\"id\":\"q%d\",\"question\":\"Why %d?\",\"evidence\":[{\"document\":\"d%d.md\",\"grade\":1}],\"type\":\"lookup\",\"language\":\"en\",\"origin\":\"human\",\"status\":\"accepted\"}\n"
              .formatted(i, i, i % documents));
    }
    return GoldenJson.read(lines.toString());
  }
}
