package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import dev.assay.milvus.EngineForTests;
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
import tools.jackson.databind.JsonNode;

/// A person labels the verdicts on a small experiment that really runs.
@ResourceLock("java.lang.System.in")
class JudgeLabelCommandTest {
  private static final InputStream IN = System.in;

  @TempDir private Path folder;

  @BeforeEach
  void runTheExperiment() throws IOException {
    EngineForTests.linkInto(folder.resolve(".assay"));
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file, Files.readString(file).replace("on: \"top:1\"", "on: all, contexts: 6"));
      var run = CommandLineRun.of("-C", folder, "-q", "run", "tiny.yaml");
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).contains("nobody labelled these verdicts: 30 labels correct the means");
    }
  }

  @AfterEach
  void giveStandardInputBack() {
    System.setIn(IN);
  }

  private CommandLineRun label(String keys, Object... words) {
    System.setIn(
        new ByteArrayInputStream(
            String.join("\n", keys.split("")).getBytes(StandardCharsets.UTF_8)));
    List<Object> all = new ArrayList<>(List.of("-C", folder, "judge", "label"));
    all.addAll(List.of(words));
    return CommandLineRun.of(all.toArray());
  }

  /// The judge of dense retrieval, which finds six chunks to each of six questions.
  private JsonNode judge() {
    return Json.MAPPER.readTree(exported("json")).at("/configurations/1/judge");
  }

  private String exported(String format) {
    var result = CommandLineRun.of("-C", folder, "export", "tiny", "--format", format);
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void thirtyLabelsCorrectTheMeanAndOverrideTheVerdicts() {
    double alone = judge().at("/metrics/contextPrecision/mean").asDouble();
    assertThat(judge().has("labels")).isFalse();

    var few = label("2".repeat(20), "tiny", "-n", "20", "--metric", "contextPrecision", "--json");
    assertThat(few.exit()).as(few.err()).isZero();
    assertThat(few.err())
        .contains("Question: How much land does a ")
        .contains("Reference answer: The ")
        .contains("Does this passage help to arrive at the reference answer?")
        .doesNotContain("because");
    var precision = judge().at("/labels/metrics/contextPrecision");
    int labels = precision.get("labels").asInt();
    assertThat(labels).isBetween(1, 20);
    assertThat(precision.get("missing").asInt()).isEqualTo(30 - labels);
    assertThat(precision.has("corrected")).isFalse();
    assertThat(precision.get("because").asString()).isEqualTo(labels + " of 30 labels");
    assertThat(exported("md"))
        .contains(" | %d | - |  |  | %d more labels needed |".formatted(labels, 30 - labels));
    var run = CommandLineRun.of("-C", folder, "run", "tiny.yaml", "--json");
    assertThat(
            Json.MAPPER
                .readTree(run.out())
                .at("/configurations/1/judge/labels/metrics/contextPrecision"))
        .isEqualTo(precision);

    // without -n it asks until every mean can be corrected, and then ends by itself
    var enough = label("2".repeat(60), "tiny", "--metric", "contextPrecision");
    assertThat(enough.err()).doesNotContain("Everything is labelled.");
    precision = judge().at("/labels/metrics/contextPrecision");
    assertThat(precision.get("missing").asInt()).isZero();
    assertThat(precision.get("answers").asInt()).isEqualTo(5);
    assertThat(precision.get("judge").asDouble()).isEqualTo(alone);
    assertThat(precision.at("/corrected/method").asString()).isEqualTo("PPI++");
    // people find no chunk useful, so there is nothing but zeros to learn from
    assertThat(precision.at("/corrected/value").asDouble()).isZero();
    assertThat(precision.get("because").asString())
        .isEqualTo("only 5 answers are labelled as a whole: do not rely on the interval");
    // the sixth answer keeps the judge's verdicts
    assertThat(judge().at("/metrics/contextPrecision/mean").asDouble())
        .isPositive()
        .isLessThan(alone);
    assertThat(enough.out())
        .containsPattern(
            "people: contextPrecision \\.000 \\[.*] \\(PPI\\+\\+, 3\\d labels, 5 answers whole\\)")
        .contains("do not rely on the interval");
    assertThat(exported("md"))
        .contains("Answers judged by llm:scripted, unqualified")
        .containsPattern(
            "\\| contextPrecision \\| [.\\d]+ \\| \\[.*] \\| 6/6 \\| [.\\d]+ \\| 3\\d \\| \\.000 \\| \\[.*]"
                + " \\| PPI\\+\\+ \\| only 5 answers are labelled as a whole")
        .contains("| chunks | 36 |");
    var csv = exported("csv").lines().toList();
    var header = List.of(csv.getFirst().split(",", -1));
    var dense = List.of(csv.get(2).split(",", -1));
    assertThat(Double.parseDouble(dense.get(header.indexOf("contextPrecision judge alone"))))
        .isEqualTo(alone);
    assertThat(dense.get(header.indexOf("contextPrecision corrected"))).isEqualTo("0.0");
    assertThat(dense.get(header.indexOf("contextPrecision corrected by"))).isEqualTo("PPI++");
    var explained = CommandLineRun.of("-C", folder, "explain", "tiny", "q-2", "--json");
    assertThat(explained.out()).contains("\"person\" : {");
  }

  @Test
  void undoSkipAndQuitDoWhatTheySayAndTheNextCallGoesOn() {
    var first = label("1x1u2q", "tiny", "--json");

    assertThat(first.err()).contains("Press 1, 2, s, u or q.");
    var json = Json.MAPPER.readTree(first.out());
    assertThat(json.get("given").asInt()).isEqualTo(2);
    assertThat(json.get("labelled").asInt()).isEqualTo(2);
    String second = item(first.err(), 1);
    assertThat(second).isNotEqualTo(item(first.err(), 0)).isNotEqualTo(item(first.err(), 2));
    assertThat(item(first.err(), 3)).as("taken back").isEqualTo(second);

    var next = label("sq", "tiny", "--json");
    assertThat(Json.MAPPER.readTree(next.out()).get("given").asInt()).isZero();
    assertThat(Json.MAPPER.readTree(next.out()).get("labelled").asInt()).isEqualTo(2);
    assertThat(item(next.err(), 0)).isNotEqualTo(second);
    assertThat(item(next.err(), 1)).isNotEqualTo(item(next.err(), 0));
    // the end of the input is the end of the session, and the same seed asks the same
    var again = label("", "tiny", "--json");
    assertThat(again.exit()).isZero();
    assertThat(item(again.err(), 0)).isEqualTo(item(next.err(), 0));
    assertThat(item(label("", "tiny", "--seed", "8").err(), 0)).isNotEqualTo(item(next.err(), 0));
  }

  /// The text of the n-th item that was asked, without the head line that counts.
  private static String item(String err, int n) {
    String text = err.split("-- \\d+ labelled[^\n]*\n", -1)[n + 1];
    return text.substring(0, text.indexOf("  1 yes"));
  }

  @Test
  void exportedLabelsQualifyAJudgeAndComeBack() throws IOException {
    label("12121", "tiny", "-n", "5", "--metric", "contextPrecision", "--by", "ada");

    var written = label("", "tiny", "--export", "labels.jsonl", "--json");
    assertThat(Json.MAPPER.readTree(written.out()).get("exported").asInt()).isEqualTo(5);
    assertThat(Files.readString(folder.resolve("labels.jsonl")))
        .contains("\"label\":\"relevant\"", "\"label\":\"unrelated\"", "\"by\":\"ada\"");
    var card =
        CommandLineRun.of("-C", folder, "judge", "qualify", "--labels", "labels.jsonl", "--json");
    assertThat(card.exit()).as(card.err()).isZero();
    assertThat(Json.MAPPER.readTree(card.out()).get("n").asInt()).isEqualTo(5);
    assertThat(Json.MAPPER.readTree(card.out()).get("task").asString()).isEqualTo("relevance");

    var back = label("", "tiny", "--import", "labels.jsonl", "--json");
    assertThat(Json.MAPPER.readTree(back.out()).get("imported").asInt()).isZero();
    assertThat(label("", "tiny", "--import", "labels.jsonl", "--export", "labels.jsonl").err())
        .contains("labels.jsonl would be overwritten, and it is what is read");
    String labels = Files.readString(folder.resolve("labels.jsonl"));
    Files.writeString(
        folder.resolve("old.jsonl"),
        labels.replaceAll("\"at\":\"20", "\"at\":\"19").replace("\"unrelated\"", "\"relevant\""));
    assertThat(label("", "tiny", "--import", "old.jsonl").err())
        .contains("0 labels imported that were not known")
        .contains("5 labels left out: there are newer ones here");
    label("", "tiny", "--export", "again.jsonl");
    assertThat(Files.readString(folder.resolve("again.jsonl"))).isEqualTo(labels);
    Files.writeString(
        folder.resolve("bad.jsonl"),
        Files.readString(folder.resolve("labels.jsonl")).replace("unrelated", "perhaps"));
    var bad = label("", "tiny", "--import", "bad.jsonl");
    assertThat(bad.exit()).isEqualTo(Exit.USAGE);
    assertThat(bad.err())
        .contains(
            "bad.jsonl:2:",
            "label must be supported, unsupported, relevant or unrelated, got 'perhaps'");
  }

  @Test
  void wrongCallsAreExitTwo() {
    assertThat(label("", "tiny", "--no-input").err()).contains("--no-input forbids it");
    assertThat(label("", "tiny", "--metric", "faithfulnes").err())
        .contains("unknown metric 'faithfulnes'; did you mean 'faithfulness'?");
    assertThat(label("", "tiny", "--metric", "umbrela:relevance").err())
        .contains("there is no verdict of umbrela:relevance@1 that a person could give here");
    assertThat(label("", "tiny", "-n", "-1").err()).contains("-n must be 0 or more, got -1");
    assertThat(label("", "tny").exit()).isEqualTo(Exit.USAGE);
  }
}
