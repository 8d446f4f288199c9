package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      TinyExperiment.write(folder, endpoints);
    }
  }

  @Test
  void aQuoteThatMovedIsFoundNamedAndReanchored() throws IOException {
    Path document = folder.resolve("docs/lynx.md");
    Files.writeString(document, "# New\n\n" + Files.readString(document));

    var lint = CommandLineRun.of("-C", folder, "golden", "lint", "tiny.yaml");
    assertThat(lint.exit()).isEqualTo(Exit.USAGE);
    assertThat(lint.out())
        .contains("questions.jsonl:3:1: error: lynx.md has '")
        .contains("; try: assay golden reanchor")
        .contains("1 error");
    assertThat(CommandLineRun.of("-C", folder, "check", "tiny.yaml").exit()).isEqualTo(Exit.USAGE);

    var dry = CommandLineRun.of("-C", folder, "golden", "reanchor", "tiny.yaml", "--dry-run");
    assertThat(dry.out()).contains("1 pieces of evidence would move, 0 could not be placed");
    var moved =
        CommandLineRun.of(
            "-C",
            folder,
            "golden",
            "reanchor",
            "questions.jsonl",
            "--experiment",
            folder.resolve("tiny.yaml"),
            "--json");
    assertThat(Json.MAPPER.readTree(moved.out()).get("moved").asInt()).isEqualTo(1);

    assertThat(CommandLineRun.of("-C", folder, "golden", "lint", "tiny.yaml").exit()).isZero();
  }

  @Test
  void aBrokenLineIsAnErrorWithItsPlace() throws IOException {
    Files.writeString(folder.resolve("questions.jsonl"), "{\"id\":\"q-1\",\n");

    var run = CommandLineRun.of("-C", folder, "check", "tiny.yaml", "--json");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    var found = Json.MAPPER.readTree(run.out());
    assertThat(found.get("errors").asInt()).isEqualTo(1);
    assertThat(found.at("/problems/0/line").asInt()).isEqualTo(1);
    assertThat(found.at("/problems/0/file").asString()).endsWith("questions.jsonl");
  }

  @Test
  void aCheckSaysWhatARunWouldThatNoQuestionIsAcceptedYet() throws IOException {
    Path questions = folder.resolve("questions.jsonl");
    String accepted = Files.readString(questions);
    Files.writeString(questions, accepted.replace("\"accepted\"", "\"draft\""));

    var none = CommandLineRun.of("-C", folder, "check", "tiny.yaml");
    assertThat(none.exit()).isEqualTo(Exit.USAGE);
    assertThat(none.out())
        .contains(
            "questions.jsonl: error: none of 7 golden questions is accepted; set the status of those")
        .contains("1 error");
    assertThat(CommandLineRun.of("-C", folder, "golden", "lint", "tiny.yaml").exit()).isZero();

    Files.writeString(questions, accepted.replaceFirst("\"accepted\"", "\"draft\""));
    assertThat(CommandLineRun.of("-C", folder, "check", "tiny.yaml").out())
        .contains("tiny.yaml ok: 6 documents, 6 golden questions, 1 more that nobody accepted");
  }

  @Test
  void statsCountWhatIsThere() {
    var run = CommandLineRun.of("-C", folder, "golden", "stats", "tiny.yaml");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("7 questions, 6 pieces of evidence in 6 of 6 documents, 0 without an answer")
        .contains("type        lookup 6  unanswerable 1");
  }

  @Test
  void goldenAloneNamesItsCommands() {
    var run = CommandLineRun.of("golden");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err())
        .contains("golden needs a command: lint, reanchor, stats, pool, grade or grades");
  }

  @Test
  void theSameSeedDraftsTheSameFile() throws IOException {
    for (String name : new String[] {"a.jsonl", "b.jsonl"}) {
      // rules: the demo's judge is offline
      var run =
          CommandLineRun.of(
              "-C",
              folder,
              "synth",
              "--corpus",
              Path.of("experiments/demo.yaml").toAbsolutePath(),
              "-n",
              "5",
              "-o",
              name);
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err()).contains("5 questions, ");
    }

    assertThat(folder.resolve("a.jsonl")).hasSameBinaryContentAs(folder.resolve("b.jsonl"));
    assertThat(Files.readAllLines(folder.resolve("a.jsonl"))).hasSize(5);
  }

  @Test
  void anUnknownCorpusGetsTheNearestName() {
    var run = CommandLineRun.of("synth", "--corpus", "kestrel-vain");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("did you mean 'kestrel-vane'?");
  }
}
