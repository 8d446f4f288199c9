package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.answers.AnswerFile;
import dev.assay.answers.AnswerFormat;
import dev.assay.corpus.Beir;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.experiment.TinyExperiment;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import dev.assay.milvus.EngineForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The commands on a small experiment that really runs.
class ExperimentCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void installEngine() throws IOException {
    EngineForTests.linkInto(folder.resolve(".assay"));
  }

  @Test
  void anExperimentIsCheckedRunExplainedAndExported() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      TinyExperiment.write(folder, endpoints);

      var check = CommandLineRun.of("-C", folder, "check", "tiny.yaml");
      assertThat(check.exit()).as(check.out()).isZero();
      assertThat(check.out()).contains("tiny.yaml ok: 6 documents, 7 golden questions");
      assertThat(check.out()).contains("broken.pdf: warning: left out");

      var run = CommandLineRun.of("-C", folder, "run", "tiny.yaml", "--json");
      assertThat(run.exit()).as(run.err()).isZero();
      var result = Json.MAPPER.readTree(run.out());
      assertThat(result.get("configurations")).hasSize(3);
      assertThat(result.at("/calls/embedding").asInt()).isPositive();
      assertThat(result.at("/configurations/0/comparison").isMissingNode()).isTrue();
      assertThat(result.at("/configurations/2/comparison/baseline").asString()).isEqualTo("A");
      assertThat(result.at("/configurations/2/comparison/conclusion").asString())
          .isEqualTo("inconclusive");
      assertThat(run.err()).contains("left out broken.pdf");

      var again = CommandLineRun.of("-C", folder, "-q", "run", "tiny.yaml");
      assertThat(again.exit()).isZero();
      assertThat(again.err()).isEmpty();
      assertThat(again.out())
          .contains("calls: 0 embedding, 0 llm")
          .contains("left out broken.pdf")
          .contains("nDCG@10 95 %")
          .contains("answers judged by");
      assertThat(again.out().lines()).allMatch(line -> line.length() <= 100);

      explained();
      compared();
      decided();
      gated();
      exported();
      pooledAndJudged();
    }
  }

  private void explained() {
    var all = CommandLineRun.of("-C", folder, "explain", "tiny", "q-2");
    assertThat(all.exit()).as(all.err()).isZero();
    assertThat(all.out())
        .contains("How much land does a lynx use?")
        .contains("A  markdown · bm25  ok")
        .contains("B  markdown · words · dense")
        .contains("C  markdown · words · rrf")
        .contains("BM25 per term: lynx ")
        .contains("; absent: how");

    var one =
        CommandLineRun.of(
            "-C",
            folder,
            "explain",
            "last",
            "q-2",
            "--run",
            "B",
            "--chunk",
            "otter.md#1",
            "--json");
    var views = Json.MAPPER.readTree(one.out()).get("views");
    assertThat(views).hasSize(1);
    assertThat(views.at("/0/evidence")).hasSize(2);
    assertThat(views.at("/0/evidence/1/chunk/document").asString()).isEqualTo("otter.md");
    assertThat(views.at("/0/evidence/1/grade").asInt()).isZero();

    wrong("did you mean 'q-0'?", "explain", "tiny", "q0");
    wrong("did you mean 'tiny'?", "explain", "tny", "q-2");
    wrong("no configuration 'Z'", "explain", "tiny", "q-2", "--run", "Z");
    wrong(
        "no configuration has a chunk 'otter.md#99'",
        "explain",
        "tiny",
        "q-2",
        "--chunk",
        "otter.md#99");
    wrong("no configuration has a chunk '../x'", "explain", "tiny", "q-2", "--chunk", "../x");
    wrong("several files need a folder", "export", "tiny");
  }

  private void wrong(String message, Object... words) {
    var all = new java.util.ArrayList<Object>(java.util.List.of("-C", folder));
    all.addAll(java.util.List.of(words));
    var run = CommandLineRun.of(all.toArray());
    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: ").contains(message);
  }

  private void compared() {
    var all = CommandLineRun.of("-C", folder, "compare", "tiny");
    assertThat(all.exit()).as(all.err()).isZero();
    assertThat(all.out())
        .contains("nDCG@10 · tiny-")
        .contains("Holm over 2 · minimum difference .020 · all with chunking markdown")
        .contains("of the first hits are unjudged and count as not relevant");
    var condensed =
        CommandLineRun.of("-C", folder, "compare", "tiny", "--unjudged", "condense", "--json");
    assertThat(Json.MAPPER.readTree(condensed.out()).at("/measure").asString())
        .isEqualTo("nDCG(judged_only=True)@10");
    var report = CommandLineRun.of("-C", folder, "compare", "tiny", "--unjudged", "report");
    assertThat(report.out()).contains("Judged@10  nDCG(judged_only=True)@10  Bpref  scored");
    var slices = CommandLineRun.of("-C", folder, "compare", "tiny", "--slice", "length");
    assertThat(slices.out()).contains("exploratory").contains("length:medium · 6 questions");
    var csv = CommandLineRun.of("-C", folder, "compare", "tiny", "A", "B", "--csv");
    assertThat(csv.out()).startsWith("measure,slice,id,configuration,value,scored,expected,");
    assertThat(csv.out().lines()).hasSize(3);
    var table = CommandLineRun.of("-C", folder, "compare", "tiny", "--measure", "R@3", "--md");
    assertThat(table.out()).contains("| A | bm25 |");
    wrong("slice 'colour' must be one of", "compare", "tiny", "--slice", "colour");
  }

  private void pooledAndJudged() throws IOException {
    var pool = CommandLineRun.of("-C", folder, "golden", "pool", "tiny", "-k", "2", "-o", "p.csv");
    assertThat(pool.exit()).as(pool.err()).isZero();
    assertThat(pool.err()).contains("texts of 6 questions, ");
    String csv = Files.readString(folder.resolve("p.csv"));
    assertThat(csv).startsWith("question,asked,document,start,end,text,found,judged,grade,");
    var lines =
        CommandLineRun.of("-C", folder, "golden", "pool", "tiny", "-k", "2", "--unjudged").out();
    assertThat(lines.lines())
        .allSatisfy(line -> {
          var item = Json.MAPPER.readTree(line);
          assertThat(item.has("judged")).isFalse();
          assertThat(item.get("found").properties())
              .allSatisfy(found -> assertThat(found.getValue().asInt()).isBetween(1, 2));
        });

    var bias = CommandLineRun.of("-C", folder, "golden", "pool", "tiny", "--bias", "--json");
    assertThat(bias.exit()).as(bias.err()).isZero();
    assertThat(Json.MAPPER.readTree(bias.out()).get("configurations"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.get("n").asInt() + row.get("lost").asInt()).isEqualTo(6));
    assertThat(CommandLineRun.of("-C", folder, "golden", "pool", "tiny", "--bias").out())
        .startsWith(
            "nDCG@10, each configuration without the relevant texts that it alone returned");

    // somebody judges the whole pool: none of it answers
    var judged = new StringBuilder();
    lines
        .lines()
        .forEach(line -> judged.append(line, 0, line.length() - 1).append(",\"grade\":0}\n"));
    Files.writeString(folder.resolve("judged.jsonl"), judged);
    var grade =
        CommandLineRun.of(
            "-C", folder, "golden", "grade", "judged.jsonl", "--by", "anna", "--json");
    assertThat(grade.exit()).as(grade.err()).isZero();
    assertThat(Json.MAPPER.readTree(grade.out()).get("added").asLong())
        .isEqualTo(lines.lines().count());
    var grades = CommandLineRun.of("-C", folder, "golden", "grades", "-o", "grades.jsonl");
    assertThat(grades.exit()).isZero();
    assertThat(Files.readString(folder.resolve("grades.jsonl")))
        .contains("\"grade\":0,\"by\":\"anna\",\"at\":\"");
    assertThat(CommandLineRun.of("-C", folder, "golden", "grade", "grades.jsonl").out())
        .contains(" 0 of them new");

    Path file = folder.resolve("tiny.yaml");
    Files.writeString(file, Files.readString(file).replace("[nDCG@10,", "[Judged@2, nDCG@10,"));
    var run = CommandLineRun.of("-C", folder, "run", "tiny.yaml", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Json.MAPPER.readTree(run.out()).get("configurations"))
        .allSatisfy(c -> assertThat(c.at("/measures/Judged@2/mean").asDouble()).isEqualTo(1));
  }

  private void decided() {
    var first = CommandLineRun.of("-C", folder, "decide", "tiny");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out())
        .contains(
            "nDCG@10 · tiny-", "minimum difference .020", "simplest first", "held out     2 ");
    var second = CommandLineRun.of("-C", folder, "decide", "tiny", "--json");
    var pick = Json.MAPPER.readTree(second.out());
    assertThat(pick.at("/opened/times").asInt()).isEqualTo(2);
    assertThat(pick.at("/reasons").toString()).contains("were opened 2 times, by tiny-");
    assertThat(pick.has("pick") && pick.has("delta") && pick.has("conclusion")).isTrue();
  }

  private void gated() throws IOException {
    var none = CommandLineRun.of("-C", folder, "gate", "tiny", "--against", "tag:main");
    assertThat(none.exit()).isEqualTo(Exit.GATE_FAILED);
    assertThat(none.out()).contains("there is no baseline 'tag:main'");

    var tagged = CommandLineRun.of("-C", folder, "run", "tiny.yaml", "--tag", "main");
    assertThat(tagged.exit()).as(tagged.err()).isZero();
    assertThat(tagged.err()).contains("tag:main is now tiny-");
    var gate =
        CommandLineRun.of(
            "-C", folder, "gate", "tiny.yaml", "--junit", "out/gate.xml", "--summary", "gate.md");
    assertThat(gate.exit()).as(gate.out() + gate.err()).isZero();
    assertThat(gate.out())
        .contains("passed        pick nDCG@10 not worse than tag:main by 0.02", ", n 6");
    assertThat(Files.readString(folder.resolve("out/gate.xml")))
        .contains("tests=\"1\" failures=\"0\"");
    assertThat(Files.readString(folder.resolve("gate.md"))).startsWith("### Assay: passed");

    assertThat(CommandLineRun.of("-C", folder, "gate", "--write-baseline", "base.json").exit())
        .isZero();
    assertThat(CommandLineRun.of("-C", folder, "gate", "--against", "base.json").exit()).isZero();
    Files.writeString(folder.resolve("base.json"), "{}x");
    wrong("is no baseline", "gate", "--against", "base.json");
  }

  private void exported() throws IOException {
    var export = CommandLineRun.of("-C", folder, "export", "tiny", "-o", "out");
    assertThat(export.exit()).as(export.err()).isZero();
    Path out = folder.resolve("out");
    assertThat(out)
        .isDirectoryContaining("glob:**/{A,B,C}.run")
        .isDirectoryContaining("glob:**/markdown.qrels");
    assertThat(Files.readString(out.resolve("markdown.qrels"))).contains("q-2 0 lynx.md#1 3\n");
    assertThat(Files.readString(out.resolve("configurations.csv")))
        .startsWith("id,chunking,model,retrieval")
        .contains("\r\nA,markdown,none,bm25,none,");
    assertThat(Files.readAllLines(out.resolve("cells.csv"))).hasSize(1 + 3 * 7);
    assertThat(Files.readAllLines(out.resolve("cells.jsonl"))).hasSize(3 * 7);

    // what other tools compute from the files is what the result says
    var result = Json.MAPPER.readTree(Files.readString(out.resolve("result.json")));
    var measured =
        CommandLineRun.of(
            "-C", out, "measure", "C.run", "markdown.qrels", "-m", "nDCG@10,RR@10", "--json");
    var summary = Json.MAPPER.readTree(measured.out());
    for (String measure : new String[] {"nDCG@10", "RR@10"}) {
      assertThat(summary.at("/measures/" + measure + "/mean").asDouble())
          .isEqualTo(result.at("/configurations/2/measures/" + measure + "/mean").asDouble());
    }

    var csv = CommandLineRun.of("-C", folder, "export", "tiny", "--format", "csv");
    assertThat(csv.out()).startsWith("id,chunking");
    for (String tool : List.of("ragas", "deepeval", "trulens", "phoenix")) {
      readBack(tool, result);
    }
    beir();
  }

  private void beir() throws IOException {
    wrong("BEIR is several files", "export", "tiny", "--format", "beir");
    var export = CommandLineRun.of("-C", folder, "export", "tiny", "--format", "beir", "-o", "b");
    assertThat(export.exit()).as(export.err()).isZero();
    assertThat(export.out().lines()).hasSize(3);
    Path beir = folder.resolve("b");
    assertThat(Files.readAllLines(beir.resolve("qrels/test.tsv")))
        .contains("query-id\tcorpus-id\tscore", "q-2\tlynx.md\t3")
        .hasSize(1 + 6);

    var texts = new HashMap<String, String>();
    new Beir(beir.toString(), null)
        .read(Path.of(""), d -> texts.put(d.id(), d.text()), r -> texts.put(r.file(), r.reason()));
    assertThat(texts).hasSize(6);
    for (var text : texts.entrySet()) {
      assertThat(text.getValue())
          .isEqualTo(Files.readString(folder.resolve("docs").resolve(text.getKey())));
    }
    var before = GoldenSet.read(folder.resolve("questions.jsonl")).questions();
    var golden = GoldenSet.readBeir(beir, "test").questions();
    assertThat(golden)
        .extracting(GoldenQuestion::question)
        .containsExactlyElementsOf(
            before.stream()
                .filter(GoldenQuestion::answerable)
                .map(GoldenQuestion::question)
                .toList());
    assertThat(golden)
        .allSatisfy(q ->
            assertThat(q.evidence())
                .containsExactly(Evidence.whole(documentOf(q.id(), before), 3)));
  }

  private static String documentOf(String id, List<GoldenQuestion> questions) {
    return questions.stream()
        .filter(question -> question.id().equals(id))
        .findFirst()
        .orElseThrow()
        .evidence()
        .getFirst()
        .document();
  }

  /// The dataset of the judged configuration, read as answers of another system, has its scores.
  private void readBack(String tool, JsonNode result) throws IOException {
    var export = CommandLineRun.of("-C", folder, "export", "tiny", "--format", tool, "-o", "sets");
    assertThat(export.exit()).as(export.err()).isZero();
    String written = export.out().strip();
    assertThat(written).endsWith(tool.equals("deepeval") ? "deepeval.json" : tool + ".jsonl");
    var back =
        CommandLineRun.of(
            "judge",
            "run",
            "--input",
            written,
            "--format",
            tool,
            "--metrics",
            "none",
            "--json",
            "-q",
            "--state",
            folder.resolve("other"));
    assertThat(back.exit()).as(back.err()).isZero();
    var given = Json.MAPPER.readTree(back.out()).get("given");
    String id = Path.of(written).getFileName().toString().substring(0, 1);
    int configuration = id.charAt(0) - 'A';
    var metrics = result.at("/configurations/%d/judge/metrics".formatted(configuration));
    assertThat(given.propertyNames()).containsExactlyInAnyOrderElementsOf(metrics.propertyNames());
    for (String metric : given.propertyNames()) {
      var mean = given.get(metric);
      assertThat(mean.get("mean")).as(metric).isEqualTo(metrics.get(metric).get("mean"));
      assertThat(mean.get("n")).isEqualTo(metrics.get(metric).get("n"));
      assertThat(mean.get("expected")).isEqualTo(metrics.get(metric).get("expected"));
      assertThat(mean.get("direction").asString()).isEqualTo("higher");
    }

    String file = "one." + tool + ".csv";
    var one =
        CommandLineRun.of(
            "-C", folder, "export", "tiny", "--format", tool, "--run", id, "-o", file);
    assertThat(one.exit()).as(one.err()).isZero();
    var questions =
        AnswerFile.read(folder.resolve(file), AnswerFormat.valueOf(tool.toUpperCase(Locale.ROOT)));
    assertThat(questions)
        .extracting(answer -> answer.sample().question())
        .contains("How much land does a lynx use?", "Who painted the boat house?")
        .hasSize(7);
  }

  @Test
  void aConfigurationThatWasNotJudgedIsADatasetWithoutAnswers() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(file, Files.readString(file).replaceAll("(?m)^judge: .*$", ""));
      assertThat(CommandLineRun.of("-C", folder, "-q", "run", "tiny.yaml").exit()).isZero();
    }

    wrong("nothing was answered and judged in tiny", "export", "tiny", "--format", "ragas");
    wrong("no configuration 'Z'", "export", "tiny", "--format", "ragas", "--run", "Z");
    wrong("A, B are several files", "export", "tiny", "--format", "ragas", "--run", "A,B");
    var run = CommandLineRun.of("-C", folder, "export", "tiny", "--format", "ragas", "--run", "A");
    assertThat(run.exit()).as(run.err()).isZero();
    var row = Json.MAPPER.readTree(run.out().lines().skip(2).findFirst().orElseThrow());
    assertThat(row.get("id").asString()).isEqualTo("q-2");
    assertThat(row.at("/retrieved_contexts/0").asString()).contains("lynx needs 12 hectares");
    assertThat(row.at("/retrieved_context_ids/0").asString()).isEqualTo("lynx.md#1");
    assertThat(row.get("response").isNull()).isTrue();
    assertThat(row.get("reference").asString()).startsWith("The lynx needs 12");
    assertThat(row.has("faithfulness")).isFalse();
  }

  @Test
  void coverageBelowTheMinimumEndsWithFour() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      Files.writeString(folder.resolve("docs/otter.md"), "");

      var refused = CommandLineRun.of("-C", folder, "run", "tiny.yaml");
      assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(Exit.COVERAGE);
      assertThat(refused.err())
          .contains("warning: A markdown · bm25 was scored on 5 of 6 questions");

      Files.writeString(file, Files.readString(file) + "coverage: {minimum: 0.8}\n");
      assertThat(CommandLineRun.of("-C", folder, "run", "tiny.yaml").exit()).isZero();
    }
  }

  @Test
  void aJudgeThatCannotBeReachedEndsWithFour() throws IOException {
    try (var endpoints = new FakeEndpoints()) {
      Path file = TinyExperiment.write(folder, endpoints);
      String judged = Files.readString(file);
      Files.writeString(file, judged.replaceAll("(?m)^(judge: .*/v1)(\".*)$", "$1/elsewhere$2"));

      var failed = CommandLineRun.of("-C", folder, "run", "tiny.yaml");
      assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(Exit.COVERAGE);
      assertThat(failed.err())
          .containsPattern(
              "warning: [A-Z] faithfulness: \\d of \\d failed; a further run asks where no reply came");

      Files.writeString(file, judged);
      var reached = CommandLineRun.of("-C", folder, "run", "tiny.yaml");
      assertThat(reached.exit()).isZero();
      assertThat(reached.out())
          .as("what each prompt came to, without prices")
          .contains(
              "\n     assay:faithfulness-claims@1  6 requests, 60 + 30 tokens, cost unknown\n");
    }
  }
}
