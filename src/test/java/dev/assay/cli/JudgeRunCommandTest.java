package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.Json;
import dev.assay.experiment.FakeEndpoints;
import dev.assay.judge.Context;
import dev.assay.judge.metric.Subject;
import dev.assay.lab.Lab;
import dev.assay.verdicts.HumanLabel;
import dev.assay.verdicts.LabelItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeRunCommandTest {
  private static final String ANSWERS =
      """
      {"id":"a","question":"How long may a lamp be returned?","contexts":["A lamp may be returned within 30 days of purchase.",{"id":"d2","text":"Lamps glow."}],"answer":"A lamp may be returned within 30 days.","reference":"Within 30 days of purchase.","answerable":true}
      {"id":"b","question":"Who founded the shop?","contexts":["A lamp may be returned within 30 days of purchase."],"answer":"I'm sorry, but the documents do not contain this.","answerable":false}
      {"id":"c","question":"How heavy is it?","contexts":["A lamp may be returned within 30 days of purchase."],"answer":"It weighs 3 kg."}
      {"id":"d","question":"What colour is it?","contexts":[],"answer":"It is red."}
      """;

  @TempDir private Path folder;

  @Test
  void judgesGivenAnswersWithTypedOutcomesAndTheAbstentionRate() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), ANSWERS);

    var run = judging("--json", "--per-row", "-q", "-o", "o.json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    var json = Json.MAPPER.readTree(run.out());
    assertThat(json.get("judge").asString()).startsWith("offline:verifier@");
    assertThat(json.get("kept").asString()).matches("a-[0-9a-f]{8}");
    var faithfulness = json.at("/metrics/faithfulness");
    // a is supported, c is not, b declines, d has no contexts.
    assertThat(faithfulness.get("mean").asDouble()).isEqualTo((1 + 0) / 2d);
    assertThat(faithfulness.get("n").asInt()).isEqualTo(2);
    assertThat(faithfulness.get("expected").asInt()).isEqualTo(3);
    assertThat(faithfulness.get("coverage").asDouble()).isEqualTo(2 / 3d);
    assertThat(faithfulness.get("abstained").asInt()).isEqualTo(1);
    assertThat(faithfulness.get("failed").asInt()).isZero();
    assertThat(faithfulness.get("notApplicable").asInt()).isEqualTo(1);
    assertThat(faithfulness.get("direction").asString()).isEqualTo("higher");
    assertThat(json.at("/metrics/contextPrecision/notApplicable").asInt()).isEqualTo(3);
    assertThat(json.at("/abstention/all/rate").asDouble()).isEqualTo(1 / 4d);
    assertThat(json.at("/abstention/answerable/rate").asDouble()).isZero();
    assertThat(json.at("/abstention/unanswerable/rate").asDouble()).isEqualTo(1);
    assertThat(json.at("/rows/1/outcomes/faithfulness/kind").asString()).isEqualTo("Abstained");
    assertThat(json.at("/rows/0/evidence/claims/0/chunks/0").asString()).isEqualTo("context-1");
    assertThat(Json.MAPPER.readTree(Files.readString(folder.resolve("o.json")))).isEqualTo(json);
  }

  @Test
  void whatAPersonSaidOfTheSameTextsStandsInThePlaceOfTheVerdict() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), ANSWERS);
    var item =
        new LabelItem(
            Subject.CLAIMS,
            "How heavy is it?",
            null,
            "It weighs 3 kg.",
            List.of(new Context("any", "A lamp may be returned within 30 days of purchase.")));
    try (var lab = Lab.open(folder.resolve(".assay"))) {
      lab.labels().put(List.of(new HumanLabel(item, true, "ada", Instant.EPOCH)));
    }

    var run = judging("--json", "--per-row", "-q");

    var json = Json.MAPPER.readTree(run.out());
    assertThat(json.at("/rows/2/evidence/claims/0/label").asString()).isEqualTo("true");
    assertThat(json.at("/rows/2/evidence/claims/0/person/judge").asString()).isEqualTo("false");
    assertThat(json.at("/metrics/faithfulness/mean").asDouble()).isEqualTo((1 + 1) / 2d);
  }

  @Test
  void saysTheSameInWords() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), ANSWERS);

    var run = judging("-q");

    assertThat(run.out())
        .contains("4 answers · judge offline:verifier@")
        .containsPattern(
            "faithfulness +\\.500 \\[.*] +n 2 of 3 +0 failed, 1 abstained, 1 not applicable +higher is better")
        .contains("declined  1 of 4 (.250)");
  }

  @Test
  void scoresOfAnotherToolStandBesideTheJudgesAndBothCanBeWritten() throws IOException {
    Files.writeString(
        folder.resolve("r.jsonl"),
        """
        {"user_input":"How long may a lamp be returned?","retrieved_contexts":["A lamp may be returned within 30 days of purchase."],"response":"A lamp may be returned within 30 days.","faithfulness":0.75}
        {"user_input":"How heavy is it?","retrieved_contexts":["A lamp may be returned within 30 days of purchase."],"response":"It weighs 3 kg.","faithfulness":null}
        """);
    var judge =
        new Object[] {
          "-C", folder, "judge", "run", "--input", "r.jsonl", "--format", "ragas", "-q"
        };

    var text = CommandLineRun.of(judge);
    assertThat(text.out())
        .containsPattern("faithfulness +\\.500 \\[.*] +n 2 of 2")
        .contains("scores that the file has, made by somebody else")
        .containsPattern(
            "ragas:faithfulness +\\.750 +n 1 of 2 +1 failed, 0 abstained, 0 not applicable +higher");
    var json = Json.MAPPER.readTree(CommandLineRun.of(with(judge, "--json", "--per-row")).out());
    assertThat(json.at("/given/ragas:faithfulness/mean").asDouble()).isEqualTo(.75);
    assertThat(json.at("/given/ragas:faithfulness/coverage").asDouble()).isEqualTo(.5);
    assertThat(json.at("/rows/1/given/ragas:faithfulness/kind").asString()).isEqualTo("Failed");

    var written = CommandLineRun.of(with(judge, "-o", "o.csv", "--output-format", "deepeval"));
    assertThat(written.exit()).as(written.err()).isZero();
    var back =
        CommandLineRun.of(
            "-C",
            folder,
            "judge",
            "run",
            "--input",
            "o.csv",
            "--format",
            "deepeval",
            "--metrics",
            "none",
            "--json");
    assertThat(Json.MAPPER.readTree(back.out()).at("/given/faithfulness/mean").asDouble())
        .isEqualTo(.5);

    assertThat(CommandLineRun.of(with(judge, "--output-format", "phoenix")).err())
        .contains("--output-format needs a file");
    assertThat(CommandLineRun.of(with(judge, "--output-format", "phoenix", "-o", "x.txt")).err())
        .contains("x.txt must end in .jsonl, .json or .csv");
    Files.writeString(folder.resolve("a.jsonl"), ANSWERS);
    assertThat(judging("--metrics", "none").err())
        .contains("a.jsonl has no scores, and --metrics none judges nothing");
  }

  /// `assay judge run --input a.jsonl` and more.
  private CommandLineRun judging(Object... more) {
    return CommandLineRun.of(
        with(new Object[] {"-C", folder, "judge", "run", "--input", "a.jsonl"}, more));
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
  }

  @Test
  void theAnswersThatAreReadAreNotOverwritten() throws IOException {
    Path answers = Files.writeString(folder.resolve("a.jsonl"), ANSWERS);
    Files.createSymbolicLink(folder.resolve("link.jsonl"), answers);
    Files.createDirectory(folder.resolve("sub"));

    for (String output : List.of("a.jsonl", "sub/../a.jsonl", "link.jsonl")) {
      var run = judging("-q", "-o", output);

      assertThat(run.exit()).as(output).isEqualTo(Exit.USAGE);
      assertThat(run.err())
          .contains(output + " would be overwritten, and it is what is read; name another file");
      assertThat(Files.readString(answers)).isEqualTo(ANSWERS);
    }
    Files.writeString(
        folder.resolve("labels.jsonl"),
        "{\"contexts\":[\"30 days.\"],\"answer\":\"30 days.\",\"label\":\"supported\"}\n");
    assertThat(
            CommandLineRun.of(
                "-C", folder, "judge", "qualify", "--labels", "labels.jsonl", "-o", "labels.jsonl"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE))
        .satisfies(run -> assertThat(run.err()).contains("labels.jsonl would be overwritten"));
  }

  @Test
  void halfACharacterInAnAnswerDoesNotLoseTheFile() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"),
        """
        {"id":"\\ud83d","question":"How long?","contexts":["30 days."],"answer":"It is 30 days \\ud83d."}
        """);

    var run = judging("-q", "-o", "o.csv", "--output-format", "ragas");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Files.readString(folder.resolve("o.csv"))).contains("It is 30 days \uFFFD.");
  }

  @Test
  void whatDeepEvalsCsvCannotHoldIsRefusedBeforeAnythingIsPaidFor() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"),
        "{\"id\":\"7\",\"question\":\"q\",\"contexts\":[\"one | two\"],\"answer\":\"One.\"}\n");
    try (var endpoints = new FakeEndpoints()) {
      var run =
          judging(
              "-q",
              "--judge",
              endpoints.base(),
              "--model",
              "m",
              "-o",
              "o.csv",
              "--output-format",
              "deepeval");

      assertThat(run.exit()).isEqualTo(Exit.USAGE);
      assertThat(run.err()).contains("7: error: DeepEval's CSV separates contexts by |");
      assertThat(endpoints.requests()).isZero();
    }
  }

  @Test
  void countsThatMakeNoExamAreWrongCalls() throws IOException {
    Files.writeString(
        folder.resolve("labels.jsonl"),
        "{\"contexts\":[\"30 days.\"],\"answer\":\"30 days.\",\"label\":\"supported\"}\n");
    for (var wrong :
        Map.of(
                "--sample 0", "--sample must be 1 or more, got 0",
                "--sample -1", "--sample must be 1 or more, got -1",
                "--half 2", "--half must be 0 or 1, got 2",
                "--repeats 0", "--repeats must be 1 or more, got 0")
            .entrySet()) {
      var run =
          CommandLineRun.of(
              with(
                  new Object[] {"-C", folder, "judge", "qualify", "--labels", "labels.jsonl"},
                  (Object[]) wrong.getKey().split(" ", -1)));

      assertThat(run.exit()).as(wrong.getKey()).isEqualTo(Exit.USAGE);
      assertThat(run.err()).contains(wrong.getValue());
    }
  }

  @Test
  void wrongCallsAndFilesAreExitTwo() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), "{\"question\":\"q\"}\n");

    assertThat(judging())
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE))
        .satisfies(
            run -> assertThat(run.err()).contains("a.jsonl:1:1: error: 'answer' is missing"));
    assertThat(judging("--metrics", "faithfulnes").err())
        .contains("unknown metric 'faithfulnes'; did you mean 'faithfulness'?");
    Object[] endpoint = {"--judge", "http://127.0.0.1:1/v1"};
    assertThat(judging(endpoint).err()).contains("--judge needs --model");
    assertThat(judging(with(endpoint, "--model", "m", "--reasoning-effort", "low")).err())
        .contains("--reasoning-effort needs --reasoning-tokens");
    assertThat(judging("--model", "m"))
        .as("who forgets the endpoint gets no scores of the offline verifier")
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE))
        .satisfies(run ->
            assertThat(run.err()).contains("error: missing required argument(s): --judge=URI"));
    assertThat(judging(with(endpoint, "--model", "m", "--timeout", "0")).err())
        .contains("timeoutSeconds must be at least 1");
    assertThat(CommandLineRun.of("judge").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void whereNothingWasJudgedTheReasonStandsThere() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"),
        """
        {"question":"How long?","contexts":["30 days."],"answer":"A lamp may be returned within 30 days."}
        """);
    try (var endpoints = new FakeEndpoints()) {
      Object[] judge = {
        "-q",
        "--metrics",
        "faithfulness",
        "--judge",
        endpoints.base() + "/elsewhere",
        "--model",
        "m"
      };

      assertThat(judging(judge).out())
          .contains("faithfulness  no score  n 0 of 1  1 failed,")
          .containsPattern(
              "\n    most that failed: no claims: m at http://127\\.0\\.0\\.1:\\d+/v1/elsewhere/chat/completions,"
                  + " temperature 0\\.0: status 404 .* after 1 call\n");
      assertThat(
              Json.MAPPER
                  .readTree(judging(with(judge, "--json")).out())
                  .at("/metrics/faithfulness/failure")
                  .asString())
          .startsWith("no claims: m at ");
      assertThat(judging(judge))
          .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.COVERAGE))
          .satisfies(run ->
              assertThat(run.err())
                  .contains(
                      "warning: faithfulness: 1 of 1 failed; a further run asks where no reply came"));

      Files.writeString(
          folder.resolve("labels.jsonl"),
          """
          {"contexts":["30 days."],"answer":"30 days.","label":"supported"}
          """);
      assertThat(
              CommandLineRun.of(
                  with(
                      new Object[] {"-C", folder, "judge", "qualify", "--labels", "labels.jsonl"},
                      "--judge",
                      endpoints.base() + "/elsewhere",
                      "--model",
                      "m")))
          .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.COVERAGE))
          .satisfies(
              run -> assertThat(run.err()).contains("warning: labels.jsonl: 1 of 1 failed;"));
    }
  }

  @Test
  void criteriaInOnesOwnWordsAreMetricsLikeOthers() throws IOException {
    Files.writeString(folder.resolve("a.jsonl"), ANSWERS);
    try (var endpoints = new FakeEndpoints()) {
      Object[] judge = {
        "-q",
        "--judge",
        endpoints.base(),
        "--model",
        "m",
        "--metrics",
        "none",
        "--criterion",
        "dated=It names a period, a date = or both."
      };

      var run = judging(with(judge, "--json", "--per-row"));

      assertThat(run.exit()).as(run.err()).isZero();
      var json = Json.MAPPER.readTree(run.out());
      String name = json.get("metrics").propertyNames().iterator().next();
      assertThat(name).matches("criterion:dated@[0-9a-f]{8}");
      // a meets it, b declines, c does not, and d has nothing to meet.
      var dated = json.at("/metrics").get(name);
      assertThat(dated.get("mean").asDouble()).isEqualTo((1 + 0) / 2d);
      assertThat(dated.get("n").asInt()).isEqualTo(2);
      assertThat(dated.get("abstained").asInt()).isEqualTo(1);
      assertThat(dated.get("notApplicable").asInt()).isEqualTo(1);
      assertThat(dated.get("direction").asString()).isEqualTo("higher");
      assertThat(json.at("/rows/2/evidence/criteria/0/item").asString())
          .isEqualTo("dated: It names a period, a date = or both.");
      assertThat(json.at("/rows/2/evidence/criteria/0/reason").asString()).isEqualTo("so it is");
      assertThat(json.at("/rows/3/evidence/criteria")).isEmpty();
      assertThat(json.at("/rows/3/outcomes").get(name).get("reason").asString())
          .isEqualTo("so it is");
      assertThat(json.at("/costs/assay:criterion@1/requests").asInt()).isEqualTo(3);
      assertThat(endpoints.answered())
          .allSatisfy(prompt -> assertThat(prompt).contains("It names a period"));

      int asked = endpoints.requests();
      assertThat(judging(judge).out()).contains(name);
      assertThat(endpoints.requests()).as("nothing is paid for twice").isEqualTo(asked);
      assertThat(CommandLineRun.of("-C", folder, "judge", "gate", "a", "--at-least", name + "=0.4"))
          .satisfies(gate -> assertThat(gate.out()).startsWith("gates of a-"))
          .satisfies(gate -> assertThat(gate.exit()).isZero());
    }
    assertThat(judging("--metrics", "none", "--criterion", "dated=It names a date.").out())
        .containsPattern("criterion:dated@\\w{8}  no score  n 0 of 4  3 failed")
        .contains("only a language model can be asked this");
    assertThat(judging("--criterion", "so it is").err())
        .contains("'criterion:so it is' has no text: criterion:NAME=what the answer has to be");
    assertThat(judging("--criterion", "2=x").err())
        .contains("criterion '2' must be named by a word of at most 40 letters");
    assertThat(judging("--criterion", "a= ").err())
        .contains("criterion 'a' needs a text of at most 2000 characters");
  }

  @Test
  void moreRepairsAskForTheFailedOnesAloneAndPayForNothingAgain() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"),
        """
        {"question":"How long?","contexts":["30 days."],"answer":"A lamp may be returned within 30 days."}
        """);
    try (var endpoints = new FakeEndpoints()) {
      Object[] judge = {
        "--json", "-q", "--metrics", "faithfulness", "--judge", endpoints.base(), "--model", "m"
      };
      endpoints.saysNothingOfUse(3);

      var failed = judging(judge);
      assertThat(failed.exit()).isEqualTo(Exit.COVERAGE);
      assertThat(failed.err()).contains("with more repairs (judge.repairs, --repairs)");
      assertThat(endpoints.requests()).as("claims, verdicts, their repair").isEqualTo(3);

      assertThat(judging(judge).exit()).isEqualTo(Exit.COVERAGE);
      assertThat(endpoints.requests()).as("a reply is paid for, whatever it says").isEqualTo(3);

      var mended = judging(with(judge, "--repairs", "3"));
      assertThat(mended.exit()).isZero();
      assertThat(Json.MAPPER.readTree(mended.out()).at("/metrics/faithfulness/mean").asDouble())
          .isEqualTo(1);
      assertThat(endpoints.requests()).as("the second repair, and the third").isEqualTo(3 + 2);
      assertThat(judging(with(judge, "--repairs", "10")).err())
          .contains("repairs must be from 0 to 9, got 10");
    }
  }

  @Test
  void anEndpointsVectorsAreAskedForOnce() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"),
        """
        {"question":"How long?","contexts":["30 days."],"answer":"A lamp may be returned within 30 days.","reference":"A lamp may be returned within 30 days."}
        """);
    try (var endpoints = new FakeEndpoints()) {
      for (String compat : List.of("corrected", "exact")) {
        var run =
            judging(
                "--json",
                "-q",
                "--metrics",
                "ragas:answerCorrectness",
                "--compat",
                compat,
                "--embeddings",
                endpoints.base() + "/embeddings",
                "--embedding-model",
                "m");

        assertThat(run.err()).isEmpty();
        // every claim is right, and the cosine of equal texts is 1
        assertThat(
                Json.MAPPER
                    .readTree(run.out())
                    .at("/metrics/ragas:answerCorrectness@0.4/mean")
                    .asDouble())
            .isCloseTo(.75 + .25, within(1e-6));
      }
      assertThat(endpoints.requests()).isEqualTo(1);
    }
    assertThat(judging("--embeddings", "http://127.0.0.1:1/v1/embeddings").err())
        .contains("--embeddings needs --embedding-model, the name of the model there");
  }
}
