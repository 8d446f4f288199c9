package dev.assay.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.InvalidInput;
import dev.assay.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenSetTest {
  private static final String LINE =
      """
      {"id":"q-1","question":"How long?","need":"days","evidence":[{"document":"help/refunds.md",\
      "start":4,"end":11,"quote":"30 days","grade":3}],"answer":"30 days","type":"multiHop",\
      "language":"en","origin":"synthetic","status":"accepted","source":{"model":"rules","chunk":"c"}}\
      """;

  @TempDir Path folder;

  @Test
  void aQuestionReadIsTheQuestionWritten() throws IOException {
    var golden = read(LINE);
    var question = golden.questions().getFirst();
    assertThat(question.evidence())
        .containsExactly(new Evidence("help/refunds.md", 4, 11, "30 days", 3));
    assertThat(question.type()).isEqualTo(GoldenQuestion.Type.MULTI_HOP);
    assertThat(question.collection()).isEqualTo("help");
    assertThat(Json.MAPPER.writeValueAsString(question)).isEqualTo(LINE);
  }

  @Test
  void readsTheFilesOfAFolderInTheOrderOfTheirNames() throws IOException {
    Files.writeString(folder.resolve("b.jsonl"), LINE.replace("q-1", "q-b") + "\n\n");
    Files.writeString(folder.resolve("a.jsonl"), "\uFEFF" + LINE.replace("q-1", "q-a") + "\r\n");
    Files.writeString(folder.resolve("notes.txt"), "not read");
    var golden = GoldenSet.read(folder);
    assertThat(golden.questions()).extracting(GoldenQuestion::id).containsExactly("q-a", "q-b");
    assertThat(golden.place(golden.questions().get(1)))
        .isEqualTo(new GoldenSet.Place(folder.resolve("b.jsonl").toString(), 1));
  }

  @Test
  void listsEveryLineThatIsWrong() {
    assertThat(
            problems(
                LINE,
                LINE,
                "{\"id\":",
                "[1,2]",
                line("\"anser\":\"x\"", "\"answer\":\"30 days\""),
                line("\"grade\":4", "\"grade\":3"),
                line("\"evidence\":[]", evidence()),
                line("\"type\":\"unanswerable\"", "\"type\":\"multiHop\""),
                line("\"type\":\"riddle\"", "\"type\":\"multiHop\""),
                line("\"need\":\"x\"", "\"question\":\"How long?\",\"need\":\"days\""),
                line("\"start\":\"4\"", "\"start\":4"),
                line("\"start\":9", "\"start\":4", "\"end\":9", "\"end\":11"),
                line("\"end\":null", "\"end\":11"),
                line("\"id\":\"a\\u0000b\"", "\"id\":\"q-1\""),
                LINE.replace("q-1", "x").replace("\"need\"", "\"id\":\"y\",\"need\""),
                "\0",
                line("\"quote\":\"30 days\"", "\"quote\":\"30 days\",\"grade\":3"),
                "{\"id\":\"z\",\"question\":\"Why?\",\"evidence\":[]}"))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("2: duplicate id 'q-1', first in").endsWith("q.jsonl:1"),
            p -> assertThat(p).startsWith("3: not JSON: "),
            p -> assertThat(p).isEqualTo("4: not a JSON object"),
            p -> assertThat(p).startsWith("5: unknown key 'anser'; did you mean 'answer'?"),
            p -> assertThat(p).isEqualTo("6: grade must be 0 to 3, got 4"),
            p -> assertThat(p).startsWith("7: no evidence"),
            p -> assertThat(p).isEqualTo("8: an unanswerable question has no evidence"),
            p -> assertThat(p).startsWith("9: unknown type 'riddle'; known: lookup, identifier, "),
            p -> assertThat(p).isEqualTo("10: 'question' is missing"),
            p -> assertThat(p).isEqualTo("11: 'evidence[0].start' has a value of the wrong type"),
            p -> assertThat(p).isEqualTo("12: not a span: 9-9"),
            p -> assertThat(p).isEqualTo("13: evidence needs both start and end, or neither"),
            p -> assertThat(p).isEqualTo("14: the id has control characters"),
            p -> assertThat(p).startsWith("15: not JSON: Duplicate"),
            p -> assertThat(p).isEqualTo("16: this line is binary: byte 1 is NUL"),
            p -> assertThat(p).isEqualTo("17: 'evidence[0].grade' is missing"),
            p -> assertThat(p).isEqualTo("18: 'type', 'language', 'origin', 'status' are missing"));
  }

  @Test
  void aQuoteWithoutOffsetsIsNoReadingError() throws IOException {
    var golden = read(LINE.replace("\"start\":4,\"end\":11,", ""));
    assertThat(golden.questions().getFirst().evidence().getFirst().wholeDocument()).isFalse();
  }

  @Test
  void theHashIgnoresTheOrderAndNothingElse() throws IOException {
    var other = LINE.replace("q-1", "q-2");
    assertThat(read(LINE, other).hash()).hasSize(64).isEqualTo(read(other, LINE).hash());
    assertThat(read(LINE).hash()).isNotEqualTo(read(LINE.replace(":3}", ":2}")).hash());
  }

  @Test
  void aMissingFileIsInvalidInput() {
    assertThatThrownBy(() -> GoldenSet.read(folder.resolve("none")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("there are no golden questions here");
  }

  @Test
  void readsTheJudgedQuestionsOfABeirFolder() throws IOException {
    beir(
        """
        {"_id":"1","text":"first","metadata":{}}
        {"_id":"2","text":"not judged"}
        {"_id":"3","text":"third"}
        """,
        "query-id\tcorpus-id\tscore\n3\ta\t0\n1\tb/../c\t2\n1\td\t1\n3\te\t-1\n3\tf\t1\n");
    var golden = GoldenSet.readBeir(folder, "test");
    assertThat(golden.questions())
        .extracting(GoldenQuestion::question)
        .containsExactly("first", "third");
    assertThat(Grading.documentGrades(golden.questions().get(0)))
        .isEqualTo(Map.of("b/../c", 2, "d", 1));
    assertThat(Grading.documentGrades(golden.questions().get(1)))
        .isEqualTo(Map.of("a", 0, "e", 0, "f", 1));
    assertThat(golden.questions().getFirst().type()).isNull();
  }

  @Test
  void brokenBeirJudgementsAreListedWithTheirLines() throws IOException {
    beir("{\"_id\":\"1\",\"text\":\"first\"}\n", "1\ta\n1\tb\tmuch\n9\tb\t1\n");
    var e = catchThrowableOfType(InvalidInput.class, () -> GoldenSet.readBeir(folder, "test"));
    assertThat(e.problems())
        .extracting(p -> p.line() + ": " + p.message())
        .containsExactly(
            "1: expected query-id, corpus-id and score with tabs between, got 2 fields",
            "2: not a grade: 'much'");
    assertThatThrownBy(() -> GoldenSet.readBeir(folder, "../test"))
        .hasMessage("not the name of a split: '../test'");
  }

  @Test
  void readsSciFact() {
    var scifact = Path.of("../shared/data/scifact");
    assumeThat(scifact).as("needs ../shared/data/scifact").isDirectory();
    assertThat(GoldenSet.readBeir(scifact, "test").questions()).hasSize(300);
  }

  private void beir(String queries, String qrels) throws IOException {
    Files.writeString(folder.resolve("queries.jsonl"), queries);
    Files.createDirectories(folder.resolve("qrels"));
    Files.writeString(folder.resolve("qrels/test.tsv"), qrels);
  }

  private static String evidence() {
    return LINE.substring(LINE.indexOf("\"evidence\""), LINE.indexOf(",\"answer\""));
  }

  /// The line with its second string replaced by its first, its fourth by its third, …
  private static String line(String... newAndOld) {
    var line = LINE.replace("q-1", "q-" + newAndOld[0].hashCode());
    if (newAndOld[1].contains("q-1")) {
      line = LINE;
    }
    for (int i = 0; i < newAndOld.length; i += 2) {
      line = line.replace(newAndOld[i + 1], newAndOld[i]);
    }
    return line;
  }

  private List<String> problems(String... lines) {
    return catchThrowableOfType(InvalidInput.class, () -> read(lines)).problems().stream()
        .map(p -> p.line() + ": " + p.message())
        .toList();
  }

  private GoldenSet read(String... lines) throws IOException {
    var file = folder.resolve("q.jsonl");
    Files.writeString(file, String.join("\n", lines));
    return GoldenSet.read(file);
  }
}
