package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Run files of other systems beside the configurations of a small experiment that really ran, with
/// two chunkings: A to C on markdown, D to F on whole documents.
class CompareRunFileTest {
  @TempDir private Path folder;

  @BeforeEach
  void runTheExperiment() throws IOException {
    EngineForTests.linkInto(folder.resolve(".assay"));
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll("(?m)^judge: .*$", "")
              .replace("maxTokens: 40}\n", "maxTokens: 40}\n    - {name: whole, kind: Whole}\n"));
      var run = CommandLineRun.of("-C", folder, "-q", "run", "tiny.yaml");
      assertThat(run.exit()).as(run.err()).isZero();
    }
    var export = CommandLineRun.of("-C", folder, "export", "tiny", "--format", "trec", "-o", "out");
    assertThat(export.exit()).as(export.err()).isZero();
  }

  private CommandLineRun compare(Object... words) {
    var all = new ArrayList<Object>(List.of("-C", folder, "compare", "tiny"));
    all.addAll(List.of(words));
    return CommandLineRun.of(all.toArray());
  }

  private JsonNode json(Object... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    var run = compare(all.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  private String wrong(Object... words) {
    var run = compare(words);
    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
    return run.err();
  }

  /// The lines of B's run, changed.
  private String changed(String name, java.util.function.UnaryOperator<String> change)
      throws IOException {
    Files.writeString(
        folder.resolve(name),
        Files.readAllLines(folder.resolve("out/B.run")).stream()
            .map(change)
            .collect(Collectors.joining("\n")));
    return name;
  }

  @Test
  void whatWasExportedAndReadBackDiffersByNothing() {
    for (String id : List.of("A", "B", "C", "D", "E", "F")) {
      String chunking = id.compareTo("D") < 0 ? "markdown" : "whole";
      for (String measure : List.of("nDCG@10", "RR@10", "AP", "Judged@5", "EvR@5", "EvR@20tok")) {
        var comparison =
            json(id, "out/" + id + ".run", "--chunking", chunking, "--measure", measure);
        var candidate = comparison.at("/candidates/0");

        assertThat(candidate.at("/standing/id").asString()).isEqualTo("out/" + id + ".run");
        assertThat(candidate.at("/standing/n").asInt()).as(measure).isEqualTo(6);
        assertThat(candidate.at("/standing/mean"))
            .as(id + " " + measure)
            .isEqualTo(comparison.at("/baseline/mean"));
        assertThat(candidate.at("/delta/mean").asDouble()).isEqualTo(0);
        assertThat(candidate.at("/delta/low").asDouble()).isEqualTo(0);
        assertThat(candidate.at("/delta/high").asDouble()).isEqualTo(0);
        assertThat(candidate.at("/delta/questions/ties").asInt()).isEqualTo(6);
        assertThat(comparison.at("/runs/0/unknownIds/n").asInt()).isZero();
        assertThat(comparison.at("/runs/0/missing/n").asInt()).isZero();
      }
    }
  }

  @Test
  void itStandsInTheFamilyOfCandidatesAndMayBeTheBaseline() {
    var all = compare("A", "out/B.run", "B", "--chunking", "markdown");
    assertThat(all.out())
        .contains("Holm over 2 · minimum difference .020 · all with chunking markdown")
        .contains(
            "out/B.run: ranks chunks of markdown for 6 of 6 questions; a run file tells no latency,"
                + " answer or cost\n")
        .containsPattern("out/B\\.run  run file       \\.732   -\\.268")
        .contains("Worst for out/B.run: ");

    var baseline = json("out/B.run", "A", "--chunking", "markdown");
    assertThat(baseline.at("/baseline/id").asString()).isEqualTo("out/B.run");
    assertThat(baseline.at("/candidates/0/delta/mean").asDouble()).isPositive();
    assertThat(json("out/B.run", "--chunking", "markdown").at("/candidates")).hasSize(6);
    assertThat(wrong("out/B.run", "out/B.run", "--chunking", "markdown"))
        .contains("out/B.run cannot be compared with itself");
  }

  @Test
  void aRunOfDocumentsIsComparedByDocumentAndSoIsEverythingElse() throws IOException {
    var seen = new java.util.HashSet<String>();
    Files.writeString(
        folder.resolve("docs.run"),
        Files.readAllLines(folder.resolve("out/B.run")).stream()
            .map(line -> line.replaceFirst("#\\d+ ", " "))
            .filter(line -> seen.add(line.replaceAll("\\.md .*", "")))
            .collect(Collectors.joining("\n")));

    var comparison = json("B", "docs.run", "A");

    assertThat(comparison.at("/byDocument").asBoolean()).isTrue();
    assertThat(comparison.at("/runs/0/chunking").isMissingNode()).isTrue();
    assertThat(comparison.at("/candidates/0/delta/mean").asDouble()).isZero();
    assertThat(comparison.at("/candidates/0/standing/n").asInt()).isEqualTo(6);
    assertThat(json("B", "E").has("byDocument")).isFalse();
    assertThat(json("B", "E", "--documents").at("/byDocument").asBoolean()).isTrue();

    // the wrong chunk of the right document first
    Files.writeString(
        folder.resolve("chunks.run"), "q-0 Q0 heron.md#2 1 2 t\nq-0 Q0 heron.md#1 2 1 t\n");
    assertThat(reciprocalRank("--chunking", "markdown")).isEqualTo(1 / 2d);
    assertThat(reciprocalRank("--documents")).isEqualTo(1);
    assertThat(compare("B", "docs.run").out())
        .contains("by document: one stands where its best chunk stands")
        .contains("answer or cost, nor which part of a document\n")
        .contains("minimum difference .020\n")
        .contains("B         markdown · words · dense  ");
    var csv = compare("B", "docs.run", "--csv");
    assertThat(csv.out()).startsWith("measure,slice,id").doesNotContain("by document");
    assertThat(csv.err()).contains("docs.run: ranks documents for 6 of 6 questions");
    assertThat(wrong("B", "docs.run", "--measure", "EvR@5"))
        .contains("EvR@5 needs to know which part of a document was found");
  }

  private double reciprocalRank(String... words) {
    var all = new ArrayList<Object>(List.of("A", "chunks.run", "--measure", "RR@10"));
    all.addAll(List.of(words));
    return json(all.toArray()).at("/candidates/0/standing/mean").asDouble();
  }

  @Test
  void whatAFileLacksOrNobodyKnowsIsCountedAndIsNoZero() throws IOException {
    String run =
        changed(
            "part.run",
            line ->
                line.startsWith("q-0 ")
                    ? line.replace("q-0", "q-00")
                    : line.startsWith("q-1 ") ? line.replace(" Q0 ", " Q0 no/") : line);

    var comparison = json("B", run, "--chunking", "markdown");
    var other = comparison.at("/runs/0");
    assertThat(other.at("/questions").asInt()).isEqualTo(6);
    assertThat(other.at("/missing/n").asInt()).isEqualTo(1);
    assertThat(other.at("/missing/first/0").asString()).isEqualTo("q-0");
    assertThat(other.at("/unknownQuestions/first/0").asString()).isEqualTo("q-00");
    int perQuestion = other.at("/hits").asInt() / 5;
    assertThat(other.at("/unknownIds/n").asInt()).isEqualTo(perQuestion);
    assertThat(comparison.at("/candidates/0/standing/n").asInt()).isEqualTo(5);
    assertThat(comparison.at("/candidates/0/standing/expected").asInt()).isEqualTo(6);
    assertThat(comparison.at("/candidates/0/because").asString())
        .contains("part.run is scored on 5 of 6 questions, below coverage.minimum");
    var text = compare("B", run, "--chunking", "markdown");
    assertThat(text.out())
        .contains("no ranking of 1 questions (q-0): not scored; --complete counts them as nothing")
        .contains("left out 1 of its questions that are no golden questions (q-00)")
        .contains("hits name nothing the corpus has (no/")
        .contains("…): they keep their ranks, unjudged");

    // what is not known to stand anywhere has no evidence recall, and none of 0 either
    var spans = json("B", run, "--chunking", "markdown", "--measure", "EvR@5");
    assertThat(spans.at("/candidates/0/standing/n").asInt()).isEqualTo(4);
    var complete = json("B", run, "--chunking", "markdown", "--complete");
    assertThat(complete.at("/candidates/0/standing/n").asInt()).isEqualTo(6);
    assertThat(complete.at("/candidates/0/worst/0/candidate").asDouble()).isZero();
  }

  @Test
  void wrongFilesSayWhatAndWhere() throws IOException {
    changed("bad.run", line -> line.startsWith("q-0 ") ? "q-0 Q0 heron.md#1" : line);
    assertThat(wrong("B", "bad.run"))
        .contains("bad.run:1: error: expected 'question Q0 id rank score tag', got 3 fields");
    assertThat(wrong("B", "out/B.run"))
        .contains("out/B.run: error: ranks chunks, and tiny-")
        .contains("has several chunkings; say which with --chunking: markdown, whole");
    assertThat(wrong("B", "out/B.run", "--chunking", "wole"))
        .contains("no chunking 'wole'", "did you mean 'whole'?");
    assertThat(wrong("B", "none.run")).contains("none.run: error: there is no such file");
    assertThat(wrong("B", "none.txt")).contains("none.txt: error: there is no such file");
    assertThat(wrong("B", "none")).contains("no configuration 'none'");
    changed("other.run", line -> line.replace("q-", "x-"));
    assertThat(wrong("B", "other.run"))
        .contains("ranks no golden question of tiny-")
        .contains("its questions are x-0, x-1, x-2, …, the golden ones q-0, q-1, q-2, …");
    changed("ids.run", line -> line.replace(" Q0 ", " Q0 no/"));
    assertThat(wrong("B", "ids.run", "--chunking", "markdown"))
        .contains("is a document of corpus animals, or a chunk of chunking markdown");
    changed("escape.run", line -> line.replace(" Q0 ", " Q0 \u001b[31m"));
    assertThat(wrong("B", "escape.run", "--chunking", "markdown"))
        .contains("none of its ids ( [31m")
        .doesNotContain("\u001b");
    Files.writeString(folder.resolve("empty.run"), "# nothing\n");
    assertThat(wrong("B", "empty.run")).contains("empty.run: error: has no line with a hit");
  }
}
