package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import dev.assay.golden.GoldenSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;

  @Test
  void spansOfASpeechStandWhereTheyShould() throws IOException {
    Path speech = Path.of("../shared/data/chunk-spans").toAbsolutePath();
    Assumptions.assumeTrue(Files.isDirectory(speech), "no " + speech);

    var run =
        CommandLineRun.of(
            "-C", folder, "import", "--format", "chunking-evaluation", speech, "-o", "x", "--json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Json.MAPPER.readTree(run.out()).get("evidence").asInt()).isEqualTo(95);
    String text = Files.readString(folder.resolve("x/corpus/state_of_the_union.md"));
    var questions = GoldenSet.read(folder.resolve("x/questions.jsonl")).questions();
    assertThat(questions).hasSize(76);
    assertThat(questions)
        .flatExtracting(q -> q.evidence())
        .allSatisfy(e -> {
          var span = Objects.requireNonNull(e.span());
          assertThat(text.substring(span.start(), span.end())).isEqualTo(e.quote());
        });
  }

  @Test
  void qrelsAndTheirQueriesBecomeGoldenQuestions() throws IOException {
    Files.writeString(folder.resolve("my.qrels"), "1 0 lynx.md 2\n1 0 otter.md 0\n1 0 fox.md -1\n");
    Files.writeString(
        folder.resolve("topics.tsv"), "1\tWhere do lynxes live?\n2\tNobody judged this\n");

    var run =
        CommandLineRun.of(
            "-C",
            folder,
            "import",
            "--format",
            "trec-qrels",
            "my.qrels",
            "--queries",
            "topics.tsv");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            {"id":"1","question":"Where do lynxes live?","evidence":[{"document":"lynx.md","grade":2},{"document":"otter.md","grade":0}],"origin":"imported","status":"accepted"}
            """);
    assertThat(run.err()).isEqualTo("1 questions, 2 pieces of evidence\n");
  }

  @Test
  void nothingIsWrittenWhereSomethingIsWrong() throws IOException {
    Files.writeString(folder.resolve("my.qrels"), "1 0 lynx.md 2\n3 0 otter.md 1\n");
    Files.writeString(folder.resolve("topics.tsv"), "1\tWhere do lynxes live?\nno tab\n");

    var run =
        CommandLineRun.of(
            "-C",
            folder,
            "import",
            "--format",
            "trec-qrels",
            "my.qrels",
            "--queries",
            "topics.tsv",
            "-o",
            "golden.jsonl");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err())
        .contains(
            "topics.tsv:2:1: error: expected a JSON object, or an id, a tab and the question");
    assertThat(folder.resolve("golden.jsonl")).doesNotExist();
  }

  @Test
  void aMistypedFormatGetsTheNearestOne() {
    var run = CommandLineRun.of("import", "--format", "trec", "x");

    assertThat(run.exit()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("--format cannot be 'trec'; did you mean 'trec-qrels'?");
  }

  @Test
  void quotesOfATableAreFoundInTheCorpusOrListedWithTheNearest() throws IOException {
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("docs/lynx.md"), "# Lynx\n\nA lynx needs 20 square miles.\n");
    String header = "id,question,document,quote,grade,answer,type,language\n";
    Files.writeString(
        folder.resolve("my.csv"),
        header + "q-1,How much land?,lynx.md,needs 20 square miles,2,20,lookup,en\n");
    Object[] words = {"-C", folder, "import", "--format", "csv", "my.csv", "--corpus", "docs"};

    assertThat(CommandLineRun.of(words).out())
        .contains(
            "{\"document\":\"lynx.md\",\"start\":15,\"end\":36,\"quote\":\"needs 20 square miles\"");

    Files.writeString(
        folder.resolve("my.csv"),
        header + "q-1,How much land?,lynx.md,wants 20 square miles,2,20,lookup,en\n");
    var missed = CommandLineRun.of(words);
    assertThat(missed.exit()).isEqualTo(Exit.USAGE);
    assertThat(missed.out()).isEmpty();
    assertThat(missed.err())
        .contains(
            "my.csv:2:1: error: 'wants 20 square miles' does not stand in lynx.md; nearest: '");
  }
}
