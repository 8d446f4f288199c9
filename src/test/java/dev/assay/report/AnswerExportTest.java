package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.answers.AnswerFile;
import dev.assay.answers.AnswerFormat;
import dev.assay.answers.GivenAnswer;
import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Direction;
import dev.assay.report.AnswerExport.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerExportTest {
  private static final List<String> METRICS =
      List.of(
          "ragas:faithfulness",
          "deepeval:answerRelevancy",
          "faithfulness",
          "ragchecker:hallucination");

  @TempDir private Path folder;

  private static Map<String, GivenScore> scores(Outcome... outcomes) {
    var scores = new LinkedHashMap<String, GivenScore>();
    for (int i = 0; i < outcomes.length; i++) {
      scores.put(
          METRICS.get(i),
          new GivenScore(
              outcomes[i], i == METRICS.size() - 1 ? Direction.LOWER : Direction.HIGHER));
    }
    return scores;
  }

  /// Two answers with every kind of outcome, and texts that a spreadsheet would run.
  private static List<GivenAnswer> answers() {
    return List.of(
        new GivenAnswer(
            "=q(1)",
            new Sample(
                "=HYPERLINK(\"http://x\")",
                Answer.given("- thirty days,\n\"no more\""),
                "'=30 days",
                List.of(
                    new Context("context-1", "@cmd, it's 30 days."),
                    new Context("context-2", "Two \\ or \u00fc so."))),
            null,
            scores(
                new Outcome.Scored(0.1 + 0.2),
                new Outcome.Failed("2 of 3: no 'verdict'"),
                new Outcome.Scored(0),
                new Outcome.NotApplicable("no reference"))),
        new GivenAnswer(
            "q2",
            new Sample("Who?", Answer.given("I do not know."), null, List.of()),
            null,
            scores(
                new Outcome.Abstained("it declines"),
                new Outcome.Scored(1),
                new Outcome.Abstained("it declines"),
                new Outcome.Scored(1))));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsExportedComesBackTheSame(AnswerFormat format) throws IOException {
    for (Layout layout : Layout.values()) {
      String text = AnswerExport.of(answers(), "llm:m", format, layout);
      Path file = Files.writeString(folder.resolve("a." + layout.ending()), text);

      assertThat(AnswerFile.read(file, format)).as("%s", text).isEqualTo(answers());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMetricKeepsItsNameHoweverOftenItIsWrittenAndRead(AnswerFormat format) throws IOException {
    var scores = new LinkedHashMap<String, GivenScore>();
    for (String name :
        List.of(
            "ragas:my_rubric",
            "deepeval:Tone [GEval]",
            "trulens:Harm",
            "phoenix:tone",
            "mine:tone",
            "tone",
            "criterion:polite@3f9c01ab")) {
      scores.put(name, new GivenScore(new Outcome.Scored(.5), null));
    }
    var answers = List.of(answers().getFirst().with(scores));

    for (int i = 0; i < 3; i++) {
      Path file = folder.resolve("a.jsonl");
      Files.writeString(file, AnswerExport.of(answers, "llm:m", format, Layout.JSONL));
      answers = AnswerFile.read(file, format);
      assertThat(answers.getFirst().scores().keySet()).containsExactlyElementsOf(scores.keySet());
    }
    if (format == AnswerFormat.RAGAS) {
      assertThat(Files.readString(folder.resolve("a.jsonl")))
          .contains(",\"my_rubric\":0.5,", ",\"trulens:Harm\":0.5,", ",\"assay:mine:tone\":0.5,");
    }
  }

  @Test
  void ragasHasColumnsByItsNamesAndNullWithTheOutcomeBeside() {
    assertThat(
            AnswerExport.of(
                answers().subList(1, 2), "offline:verifier@3", AnswerFormat.RAGAS, Layout.JSONL))
        .isEqualTo(
            """
            {"id":"q2","user_input":"Who?","retrieved_contexts":[],"response":"I do not know.","reference":null,\
            "retrieved_context_ids":[],"faithfulness":null,"faithfulness_outcome":"abstained: it declines",\
            "deepeval:answerRelevancy":1.0,"assay:faithfulness":null,"assay:faithfulness_outcome":"abstained: it declines",\
            "ragchecker:hallucination":1.0,"judge":"offline:verifier@3"}
            """);
  }

  @Test
  void deepEvalHasItsMetricsData() {
    assertThat(
            AnswerExport.of(answers().subList(0, 1), "llm:m", AnswerFormat.DEEPEVAL, Layout.JSONL))
        .contains(
            "\"metrics_data\":[{\"name\":\"ragas:faithfulness\",\"threshold\":null,\"success\":null,"
                + "\"score\":0.30000000000000004,\"reason\":null,\"evaluation_model\":\"llm:m\",\"error\":null}",
            "{\"name\":\"Answer Relevancy\",\"threshold\":null,\"success\":null,\"score\":null,"
                + "\"reason\":null,\"evaluation_model\":\"llm:m\",\"error\":\"failed: 2 of 3: no 'verdict'\"}");
  }

  @Test
  void phoenixHasScoreObjectsAndTellsWhatFailed() {
    String text =
        AnswerExport.of(answers().subList(0, 1), "llm:m", AnswerFormat.PHOENIX, Layout.JSONL);

    assertThat(text)
        .contains("\"context.span_id\":\"=q(1)\"", "\"context\":[\"@cmd, it's 30 days.\"")
        .contains(
            "\"assay:faithfulness_score\":{\"name\":\"assay:faithfulness\",\"score\":0.0,\"label\":null,"
                + "\"explanation\":null,\"metadata\":{\"judge\":\"llm:m\"},\"kind\":\"llm\",\"direction\":\"maximize\"}")
        .contains(
            "\"deepeval:answerRelevancy_score\":null,\"deepeval:answerRelevancy_execution_details\":"
                + "{\"status\":\"FAILED\",\"exceptions\":[\"failed: 2 of 3: no 'verdict'\"]}");
  }

  @Test
  void noSpreadsheetRunsACell() {
    String csv = AnswerExport.of(answers(), "llm:m", AnswerFormat.TRULENS, Layout.CSV);

    assertThat(csv)
        .contains(
            "\r\n'=q(1),\"'=HYPERLINK(\"\"http://x\"\")\",", "\"'- thirty days,\n", ",''=30 days,");
  }

  @Test
  void anAnswerThatFailedIsNullAndOneThatDeclinesHasWords() {
    var nothing = new Sample("Who?", Answer.failed("no reply"), null, List.of());
    var declines = new Sample("Who?", Answer.declines(), null, List.of());

    String text =
        AnswerExport.of(
            List.of(new GivenAnswer("a", nothing, null), new GivenAnswer("b", declines, false)),
            "llm:m",
            AnswerFormat.ASSAY,
            Layout.JSONL);

    assertThat(text)
        .isEqualTo(
            """
            {"id":"a","question":"Who?","contexts":[],"answer":null,"reference":null}
            {"id":"b","question":"Who?","contexts":[],"answer":"I do not know.","reference":null,"answerable":false}
            """);
    assertThat(Answer.given(AnswerExport.DECLINED).declined()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void oneAnswerThatFailedOrIsEmptyLosesNoOther(AnswerFormat format) throws IOException {
    var nothing = new Sample("Who?", Answer.failed("no reply"), null, List.of());
    var silent = new Sample("Why?", Answer.given(""), null, List.of());
    var answers =
        List.of(
            answers().getFirst(),
            new GivenAnswer("b", nothing, null, answers().getLast().scores()),
            new GivenAnswer("c", silent, null, answers().getLast().scores()));

    for (Layout layout : Layout.values()) {
      String text = AnswerExport.of(answers, "llm:m", format, layout);
      Path file = Files.writeString(folder.resolve("a." + layout.ending()), text);

      var back = AnswerFile.read(file, format);
      assertThat(back.getFirst()).isEqualTo(answers.getFirst());
      assertThat(back.getLast()).isEqualTo(answers.getLast());
      assertThat(back.get(1).scores()).isEqualTo(answers.get(1).scores());
      assertThat(back.get(1).sample().answer())
          .isEqualTo(
              layout == Layout.CSV ? Answer.given("") : Answer.failed("it is null in the file"));
    }
  }

  @Test
  void deepEvalsCsvRefusesAContextThatItWouldCut() {
    var sample = new Sample("q", Answer.given("a"), null, List.of(new Context("c", "one | two")));

    assertThatThrownBy(() ->
            AnswerExport.of(
                List.of(new GivenAnswer("7", sample, null)),
                "llm:m",
                AnswerFormat.DEEPEVAL,
                Layout.CSV))
        .hasMessageContaining("7: error: DeepEval's CSV separates contexts by |");
  }
}
