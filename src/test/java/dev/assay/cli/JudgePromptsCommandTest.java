package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgePromptsCommandTest {
  @TempDir private Path folder;

  @Test
  void writesThePromptsOutReadsThemBackAndOverwritesNothing() throws IOException {
    assertThat(CommandLineRun.of("-C", folder, "judge", "prompts", "-o", "mine").out())
        .containsPattern(
            "faithfulness-claims@1 +[0-9a-f]{12}  built-in  faithfulness and \\d+ more");
    Path answer = folder.resolve("mine/answer@1.txt");
    Files.writeString(answer, Files.readString(answer).replace("one to four", "one to two"));

    var json =
        Json.MAPPER.readTree(
            CommandLineRun.of("-C", folder, "judge", "prompts", "--prompts", "mine", "--json")
                .out());
    assertThat(json).hasSize(19);
    assertThat(json.at("/2/name").asString()).isEqualTo("answer@1");
    assertThat(json.at("/2/text").asString()).contains("one to two");
    assertThat(json.at("/2/replaced").asBoolean()).isTrue();

    var again = CommandLineRun.of("-C", folder, "judge", "prompts", "-o", "mine");
    assertThat(again.exit()).isEqualTo(Exit.USAGE);
    assertThat(again.err()).contains("mine holds other files of these names: answer@1.txt");
    assertThat(Files.readString(answer)).contains("one to two");
  }

  @Test
  void aWrongPromptStopsARunBeforeAnythingIsAsked() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"), "{\"question\":\"q\",\"contexts\":[\"c\"],\"answer\":\"a\"}\n");
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/answer@1.txt"), "x\n=== user\n{question}\n");

    for (String[] command :
        new String[][] {{"run", "--input", "a.jsonl"}, {"qualify", "--labels", "a.jsonl"}}) {
      var run =
          CommandLineRun.of(
              "-C", folder, "judge", command[0], command[1], command[2], "--prompts", "mine", "-q");
      assertThat(run.exit()).isEqualTo(Exit.USAGE);
    }
    assertThat(
            CommandLineRun.of(
                    "-C", folder, "judge", "run", "--input", "a.jsonl", "--prompts", "mine")
                .err())
        .contains("answer@1.txt:3: error: the placeholder {chunks} is missing");
  }
}
