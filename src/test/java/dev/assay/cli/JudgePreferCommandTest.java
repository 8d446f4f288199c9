package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A person chooses between answers of two systems.
@ResourceLock("java.lang.System.in")
class JudgePreferCommandTest {
  private static final InputStream IN = System.in;

  @TempDir private Path folder;

  @BeforeEach
  void twoSystemsAnswer() throws IOException {
    for (String system : List.of("base", "with")) {
      var lines = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        lines.append(
            """
            {"id":"q-%d","question":"What is lamp %d?","contexts":["Lamp %d."],"answer":"%s","reference":"Brass \\u001b[31mlamp %d."}
            """
                .formatted(i, i, i, i == 5 ? "The same." : system + " says " + i + ".", i));
      }
      Files.writeString(folder.resolve(system + ".jsonl"), lines);
    }
  }

  @AfterEach
  void giveStandardInputBack() {
    System.setIn(IN);
  }

  private CommandLineRun prefer(String keys, Object... words) {
    System.setIn(
        new ByteArrayInputStream(
            String.join("\n", keys.split("")).getBytes(StandardCharsets.UTF_8)));
    List<Object> all =
        new ArrayList<>(
            List.of("-C", folder, "judge", "prefer", "base.jsonl", "with.jsonl", "-o", "p.jsonl"));
    all.addAll(List.of(words));
    return CommandLineRun.of(all.toArray());
  }

  private List<String> choices() throws IOException {
    return Files.readAllLines(folder.resolve("p.jsonl"));
  }

  /// The answers that were shown, two a pair.
  private static List<String> shown(String text) {
    return text.lines().filter(line -> line.contains(" says ")).map(String::strip).toList();
  }

  @Test
  void theFirstIsPreferredWhicheverSystemGaveIt() throws IOException {
    var run = prefer("11111", "--by", "Ann", "--aspect", "tone", "--json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Json.MAPPER.readTree(run.out()).toString())
        .isEqualTo("{\"given\":5,\"rated\":5,\"left\":0,\"same\":1}");
    assertThat(run.err())
        .contains("Reference answer: Brass  [31mlamp 0.", "Which is better (tone)?  1  2  t tie")
        .doesNotContain("The same.");
    var shown = shown(run.err());
    assertThat(shown).hasSize(10);
    var firsts = new ArrayList<String>();
    for (int i = 0; i < 10; i += 2) {
      firsts.add(shown.get(i));
    }
    assertThat(choices())
        .as("what was shown first was chosen")
        .isEqualTo(
            firsts.stream()
                .map(first ->
                    "{\"id\":\"q-%s\",\"preferred\":\"%s\",\"by\":\"Ann\",\"aspect\":\"tone\",\"base\":\"base.jsonl\",\"with\":\"with.jsonl\"}"
                        .formatted(first.replaceAll("\\D", ""), first.substring(0, 4)))
                .toList());
    assertThat(firsts)
        .as("either system comes first now and then")
        .anyMatch(first -> first.startsWith("base"))
        .anyMatch(first -> first.startsWith("with"));
  }

  @Test
  void aFurtherCallAsksForTheRestInTheSameOrder() throws IOException {
    var whole = shown(prefer("ttttt", "--by", "Ann").err());
    Files.delete(folder.resolve("p.jsonl"));

    var first = prefer("tx2u1q", "--by", "Bo");
    assertThat(first.err()).contains("Press 1, 2, t, s, u or q.");
    assertThat(first.out()).isEqualTo("2 choices made, 2 in all, 3 left; 1 pairs are the same\n");
    assertThat(choices()).hasSize(2).first().asString().contains("\"preferred\":\"tie\"");
    var second = prefer("stq", "--by", "Bo", "-n", "1");
    assertThat(second.out()).startsWith("1 choices made, 3 in all, 2 left");
    assertThat(shown(second.err())).isEqualTo(whole.subList(4, 8));
    assertThat(shown(prefer("q", "--by", "Cy").err()))
        .as("another person begins anew")
        .isEqualTo(whole.subList(0, 2));
    assertThat(prefer("tttttt", "--by", "Bo").out()).startsWith("2 choices made, 5 in all, 0 left");
    assertThat(prefer("1", "--by", "Bo").out()).startsWith("0 choices made, 5 in all");
  }

  @Test
  void whatIsUndoneLeavesNothing() throws IOException {
    assertThat(prefer("1uuq").err()).contains("Nothing to undo.");
    assertThat(choices()).isEmpty();
    assertThat(prefer("t", "-n", "1").out()).startsWith("1 choices made, 1 in all, 4 left");
    assertThat(choices()).hasSize(1).first().asString().contains("\"preferred\":\"tie\"");
  }

  @Test
  void aLastLineThatAnEditorLeftOpenStaysALine() throws IOException {
    prefer("t", "-n", "1", "--by", "Ann");
    Path file = folder.resolve("p.jsonl");
    String before = Files.readString(file).strip();
    Files.writeString(file, before);

    assertThat(prefer("tuq", "--by", "Bo").exit()).isZero();
    assertThat(choices()).containsExactly(before);
    Files.writeString(file, before);
    assertThat(prefer("tq", "--by", "Bo").exit()).isZero();
    assertThat(choices()).hasSize(2).first().isEqualTo(before);
  }

  @Test
  void aFileWithPreferencesOfAnotherPairIsNotGoneOnWith() throws IOException {
    prefer("t", "-n", "1");
    String before = Files.readString(folder.resolve("p.jsonl"));

    var turned =
        CommandLineRun.of(
            "-C", folder, "judge", "prefer", "with.jsonl", "base.jsonl", "-o", "p.jsonl");
    assertThat(turned.exit()).isEqualTo(Exit.USAGE);
    assertThat(turned.err())
        .contains("p.jsonl:1:1: error: its base is base.jsonl and its with with.jsonl, not with");
    Files.copy(folder.resolve("with.jsonl"), folder.resolve("third.jsonl"));
    var another =
        CommandLineRun.of(
            "-C", folder, "judge", "prefer", "base.jsonl", "third.jsonl", "-o", "p.jsonl");
    assertThat(another.exit()).isEqualTo(Exit.USAGE);
    assertThat(another.err()).contains("another pair in a file of their own");
    assertThat(Files.readString(folder.resolve("p.jsonl"))).isEqualTo(before);

    String answers = Files.readString(folder.resolve("base.jsonl"));
    var over =
        CommandLineRun.of(
            "-C", folder, "judge", "prefer", "base.jsonl", "with.jsonl", "-o", "./base.jsonl");
    assertThat(over.exit()).isEqualTo(Exit.USAGE);
    assertThat(over.err()).contains("./base.jsonl would be overwritten, and it is what is read");
    assertThat(Files.readString(folder.resolve("base.jsonl"))).isEqualTo(answers);
  }

  @Test
  void wrongCallsSayWhatToDo() throws IOException {
    assertThat(prefer("1", "--no-input").err())
        .contains("asks a person, and --no-input forbids it");
    Files.writeString(folder.resolve("p.jsonl"), "{\"id\":\"q-1\"}\n");
    assertThat(prefer("1").err()).contains("p.jsonl:1:1: error: 'preferred' must be base, with");
    Files.writeString(
        folder.resolve("with.jsonl"),
        "{\"id\":\"x\",\"question\":\"Else?\",\"contexts\":[],\"answer\":\"No.\"}\n");
    Files.delete(folder.resolve("p.jsonl"));
    assertThat(prefer("1"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE))
        .satisfies(run ->
            assertThat(run.err())
                .contains("base.jsonl and with.jsonl were asked nothing in common"));
  }
}
