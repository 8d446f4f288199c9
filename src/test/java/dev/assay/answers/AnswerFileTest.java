package dev.assay.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFileTest {
  private static final Sample SAMPLE =
      new Sample(
          "How long?",
          Answer.given("30 days, \"no more\"."),
          "Within 30 days.",
          List.of(
              new Context("context-1", "It's 30 days."), new Context("context-2", "Two, or so.")));

  @TempDir private Path folder;

  private List<GivenAnswer> read(String name, AnswerFormat format, String text) throws IOException {
    return AnswerFile.read(Files.writeString(folder.resolve(name), text), format);
  }

  @Test
  void readsOurLinesWithAndWithoutIds() throws IOException {
    var answers =
        read(
            "a.jsonl",
            AnswerFormat.ASSAY,
            """
            {"id":"q","question":"How long?","contexts":[{"id":"d","text":"30 days."},"Two."],"answer":"30","answerable":true}

            {"question":"Who?","contexts":[],"answer":"I don't know.","answerable":false}
            """);

    assertThat(answers)
        .containsExactly(
            new GivenAnswer(
                "q",
                new Sample(
                    "How long?",
                    Answer.given("30"),
                    null,
                    List.of(new Context("d", "30 days."), new Context("context-2", "Two."))),
                true),
            new GivenAnswer(
                "2", new Sample("Who?", Answer.given("I don't know."), null, List.of()), false));
  }

  @Test
  void readsRagasAsLinesAsAnArrayAndAsItsDataFrameWritesCsv() throws IOException {
    String row =
        """
        {"user_input":"How long?","retrieved_contexts":["It's 30 days.","Two, or so."],"response":"30 days, \\"no more\\".","reference":"Within 30 days.","faithfulness":1.0}\
        """;
    var faithful = new GivenScore(new Outcome.Scored(1), Direction.HIGHER);
    var expected =
        List.of(new GivenAnswer("1", SAMPLE, null, Map.of("ragas:faithfulness", faithful)));

    assertThat(read("r.jsonl", AnswerFormat.RAGAS, row)).isEqualTo(expected);
    assertThat(read("r.json", AnswerFormat.RAGAS, "[\n" + row + "\n]")).isEqualTo(expected);
    assertThat(
            read(
                "r.csv",
                AnswerFormat.RAGAS,
                """
                user_input,retrieved_contexts,response,reference,faithfulness
                How long?,"[""It's 30 days."", 'Two, or so.']","30 days, ""no more"".",Within 30 days.,1.0
                """))
        .isEqualTo(expected);
  }

  @Test
  void readsTheColumnsOfDeepEvalTruLensAndPhoenix() throws IOException {
    var expected = List.of(new GivenAnswer("x", SAMPLE, null));

    assertThat(
            read(
                "d.csv",
                AnswerFormat.DEEPEVAL,
                """
                name,input,actual_output,expected_output,context,retrieval_context
                x,How long?,"30 days, ""no more"".",Within 30 days.,ideal,"It's 30 days.|Two, or so."
                """))
        .isEqualTo(expected);
    assertThat(
            read(
                "t.jsonl",
                AnswerFormat.TRULENS,
                """
                {"record_id":"x","input":"How long?","output":"30 days, \\"no more\\".","contexts":["It's 30 days.","Two, or so."],"ground_truth":"Within 30 days."}
                """))
        .isEqualTo(expected);
    assertThat(
            read(
                "p.jsonl",
                AnswerFormat.PHOENIX,
                """
                {"context.span_id":"x","attributes.input.value":"How long?","attributes.output.value":"30 days, \\"no more\\".","attributes.retrieval.documents":[{"document.content":"It's 30 days."},{"document.content":"Two, or so."}],"expected":"Within 30 days."}
                """))
        .isEqualTo(expected);
  }

  private static Map<String, GivenScore> scores(List<GivenAnswer> answers, int row) {
    return answers.get(row).scores();
  }

  private static GivenScore missing(@Nullable Direction direction) {
    return new GivenScore(new Outcome.Failed("the file has no score"), direction);
  }

  private static GivenScore scored(double value, @Nullable Direction direction) {
    return new GivenScore(new Outcome.Scored(value), direction);
  }

  @Test
  void scoresOfRagasAreItsColumnsOfNumbersAndNanIsMissingAndNotZero() throws IOException {
    var answers =
        read(
            "r.jsonl",
            AnswerFormat.RAGAS,
            """
            {"user_input":"q","retrieved_contexts":["c"],"response":"a","persona_name":"p","faithfulness":NaN,"factual_correctness(mode=f1)":0.67,"my_rubric":5}
            {"user_input":"r","retrieved_contexts":["c"],"response":"7","faithfulness":0.5,"llm_context_precision_with_reference":null,"factual_correctness(mode=f1)":0,"note":null}
            """);

    assertThat(scores(answers, 0))
        .containsExactly(
            Map.entry("ragas:factualCorrectness", scored(.67, Direction.HIGHER)),
            Map.entry("ragas:my_rubric", scored(5, null)),
            Map.entry("ragas:faithfulness", missing(Direction.HIGHER)),
            Map.entry("ragas:contextPrecision", missing(Direction.HIGHER)));
    assertThat(scores(answers, 1))
        .containsExactly(
            Map.entry("ragas:factualCorrectness", scored(0, Direction.HIGHER)),
            Map.entry("ragas:my_rubric", missing(null)),
            Map.entry("ragas:faithfulness", scored(.5, Direction.HIGHER)),
            Map.entry("ragas:contextPrecision", missing(Direction.HIGHER)));
  }

  @Test
  void aKnownMetricWithoutAnyScoreIsMissingEverywhereAndAnotherColumnIsNone() throws IOException {
    for (String rows :
        List.of(
            "user_input,response,faithfulness,note\nq,a,,\nr,b,nan,\n",
            """
            user_input,response,faithfulness,note,llm_context_precision_with_reference,context_precision
            q,a,,,,1
            r,b,NaN,,,0
            """)) {
      var answers = read("r.csv", AnswerFormat.RAGAS, rows);

      assertThat(answers)
          .allSatisfy(answer ->
              assertThat(answer.scores())
                  .containsEntry("ragas:faithfulness", missing(Direction.HIGHER))
                  .doesNotContainKey("ragas:note"));
      assertThat(answers.getFirst().scores().get("ragas:contextPrecision"))
          .isEqualTo(rows.contains("1") ? scored(1, Direction.HIGHER) : null);
    }
    assertThatThrownBy(() -> read("s.csv", AnswerFormat.RAGAS, "user_input,response,note\nq,a,\n"))
        .hasMessageContaining("s.csv:2:1: error: 'retrieved_contexts' is missing");
  }

  @Test
  void minusOneOfTruLensIsNoScoreUnlessTheMetricCanBeNegative() throws IOException {
    var answers =
        read(
            "t.jsonl",
            AnswerFormat.TRULENS,
            """
            {"input":"q","output":"a","Groundedness":-1,"Harm":-1.0,"ragas:answerRelevancy@0.4":-1,"ragas:answerRelevancy@0.4_calls":[],"drop":-0.5}
            {"input":"r","output":"b","Groundedness":0.5,"Harm":0,"ragas:answerRelevancy@0.4":-0.25,"drop":1}
            """);

    var unread = new Outcome.Failed("the reply held no score");
    assertThat(scores(answers, 0))
        .containsOnly(
            Map.entry("trulens:groundedness", new GivenScore(unread, Direction.HIGHER)),
            Map.entry("trulens:Harm", new GivenScore(unread, null)),
            Map.entry("ragas:answerRelevancy@0.4", scored(-1, Direction.HIGHER)),
            Map.entry("trulens:drop", scored(-.5, null)));
    assertThat(scores(answers, 1))
        .containsOnly(
            Map.entry("trulens:groundedness", scored(.5, Direction.HIGHER)),
            Map.entry("trulens:Harm", scored(0, null)),
            Map.entry("ragas:answerRelevancy@0.4", scored(-.25, Direction.HIGHER)),
            Map.entry("trulens:drop", scored(1, null)));
  }

  @Test
  void ourScoresAreNumbersOrOutcomesAndNullIsMissing() throws IOException {
    var answers =
        read(
            "a.jsonl",
            AnswerFormat.ASSAY,
            """
            {"question":"q","answer":"a","scores":{"faithfulness":0.9,"tone":{"kind":"Scored","value":2}}}
            {"question":"r","answer":"b","scores":{"faithfulness":null,"tone":{"kind":"Abstained","reason":"r"}}}
            {"question":"s","answer":"c","scores":{"faithfulness":NaN}}
            """);

    assertThat(scores(answers, 0))
        .containsExactly(
            Map.entry("faithfulness", scored(.9, Direction.HIGHER)),
            Map.entry("tone", scored(2, null)));
    assertThat(scores(answers, 1))
        .containsExactly(
            Map.entry("faithfulness", missing(Direction.HIGHER)),
            Map.entry("tone", new GivenScore(new Outcome.Abstained("r"), null)));
    assertThat(scores(answers, 2).get("faithfulness")).isEqualTo(missing(Direction.HIGHER));
  }

  @Test
  void everyRowWithAScoreThatIsNoneIsNamed() {
    for (String name : List.of("a.json", "a.jsonl")) {
      String joined =
          Stream.of(
                  "{\"m\":{\"kind\":\"Scored\"}}",
                  "{\"m\":1}",
                  "{\"m\":{\"kind\":\"Done\",\"value\":1}}",
                  "{\"m\":[0.5]}",
                  "{\"m\":{\"kind\":\"Failed\",\"value\":1}}",
                  "7",
                  "\"{oops\"")
              .map("{\"question\":\"q\",\"contexts\":[],\"answer\":\"a\",\"scores\":%s}"::formatted)
              .collect(Collectors.joining(name.equals("a.json") ? ",\n" : "\n"));
      String rows = name.equals("a.json") ? "[" + joined + "]" : joined;

      assertThatThrownBy(() -> read(name, AnswerFormat.ASSAY, rows))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContainingAll(
              name + ":1:1: error: the score 'm' must be a number, null, {\"kind\": \"Scored\"",
              name + ":3:1: error: the score 'm' must be",
              name + ":4:1: error: the score 'm' must be",
              name + ":5:1: error: the score 'm' must be",
              name + ":6:1: error: 'scores' must be an object of scores by metric",
              name + ":7:1: error: not JSON");
    }
  }

  @Test
  void scoresOfDeepEvalsTestRunAreReadWithTheirErrors() throws IOException {
    var answers =
        read(
            "test_run.json",
            AnswerFormat.DEEPEVAL,
            """
            {"testFile": "t.py", "metricsScores": [{"metric": "Faithfulness", "scores": [1.0]}],
             "testCases": [
              {"name": "test_case_0", "input": "q", "actualOutput": "a", "retrievalContext": ["c"], "success": false,
               "metricsData": [
                {"name": "Faithfulness", "threshold": 0.5, "success": true, "score": 0.0, "reason": "r", "strictMode": false},
                {"name": "Tone [GEval]", "success": false, "error": "Timed out", "evaluationModel": "m"}]}],
             "testPassed": 0}
            """);

    assertThat(answers.getFirst().id()).isEqualTo("test_case_0");
    assertThat(scores(answers, 0))
        .containsExactly(
            Map.entry("deepeval:faithfulness", scored(0, Direction.HIGHER)),
            Map.entry(
                "deepeval:Tone [GEval]", new GivenScore(new Outcome.Failed("Timed out"), null)));
  }

  @Test
  void scoresOfTruLensAreItsFeedbackColumns() throws IOException {
    var answers =
        read(
            "t.csv",
            AnswerFormat.TRULENS,
            """
            app_id,record_id,input,output,latency,total_tokens,Groundedness,Groundedness_calls,Groundedness direction,Groundedness feedback cost in USD,Harm,Harm_calls,Harm direction
            a,r1,q,a,1.5,90,0.75,"[{'args': {'source': 'c'}, 'ret': 0.75, 'meta': {'explanation': ""it's there""}}]",True,0.1,-1.0,[],False
            a,r2,q,b,1.5,90,,"[{'args': {}, 'ret': None, 'meta': {'explanation': 'no reply'}}]",,0.1,0.25,[],False
            """);

    assertThat(answers.getFirst().sample().contexts()).isEmpty();
    assertThat(scores(answers, 0))
        .containsOnly(
            Map.entry("trulens:groundedness", scored(.75, Direction.HIGHER)),
            Map.entry(
                "trulens:Harm",
                new GivenScore(new Outcome.Failed("the reply held no score"), Direction.LOWER)));
    assertThat(scores(answers, 1))
        .containsOnly(
            Map.entry(
                "trulens:groundedness",
                new GivenScore(new Outcome.Failed("no reply"), Direction.HIGHER)),
            Map.entry("trulens:Harm", scored(.25, Direction.LOWER)));
  }

  @Test
  void scoresOfPhoenixAreObjectsAlsoAsPandasWritesThem() throws IOException {
    var answers =
        read(
            "p.csv",
            AnswerFormat.PHOENIX,
            """
            context.span_id,input,output,context,hallucination_execution_details,hallucination_score,tone_execution_details,tone_score
            s1,q,a,c,"{'status': 'COMPLETED', 'exceptions': [], 'execution_seconds': 0.5}","{'name': 'hallucination', 'score': 0.0, 'label': 'grounded', 'explanation': None, 'metadata': {'model': 'm'}, 'kind': 'llm', 'direction': 'minimize'}","{'status': 'FAILED', 'exceptions': ['TimeoutError()']}",
            """);

    assertThat(scores(answers, 0))
        .containsExactly(
            Map.entry("phoenix:hallucination", scored(0, Direction.LOWER)),
            Map.entry("phoenix:tone", new GivenScore(new Outcome.Failed("TimeoutError()"), null)));
  }

  @Test
  void anEmptyCellIsAnEmptyAnswerAndNullIsNoneWhichOneAnswerMayBe() throws IOException {
    var csv =
        read(
            "r.csv",
            AnswerFormat.RAGAS,
            "user_input,response,retrieved_contexts,answer\nWho?,,c,\nWhy?,,c,So.\n");
    assertThat(csv)
        .extracting(answer -> answer.sample().answer())
        .containsExactly(Answer.given(""), Answer.given("So."));

    var lines =
        read(
            "r.jsonl",
            AnswerFormat.RAGAS,
            """
            {"user_input":"Who?","response":null,"retrieved_contexts":["c"]}
            {"user_input":"Why?","response":"So.","retrieved_contexts":["c"]}
            """);
    assertThat(lines)
        .extracting(answer -> answer.sample().answer())
        .containsExactly(Answer.failed("it is null in the file"), Answer.given("So."));

    assertThatThrownBy(() ->
            read(
                "g.json",
                AnswerFormat.DEEPEVAL,
                "[{\"input\":\"Who?\",\"actual_output\":null,\"retrieval_context\":[\"c\"]}]"))
        .hasMessageContaining("g.json:1:1: error: 'actual_output' is missing");
  }

  @Test
  void everyWrongLineIsNamed() {
    assertThatThrownBy(() ->
            read(
                "a.jsonl",
                AnswerFormat.ASSAY,
                """
                {"question":"q","contexts":[],"answer":"a","id":"x"}
                {"question":"q","contexts":[],"answer":"a","id":"x"}
                {"question":"q","contexts":[]}
                {"question":"q","context":[],"answer":"a"}
                {"question":"q","contexts":[1],"answer":"a"}
                nonsense
                {"question":"q","contexts":[{"id":"d","text":"a"},{"id":"d","text":"b"}],"answer":"a"}
                """))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("a.jsonl:2:1: error: the id 'x' is that of line 1")
        .hasMessageContaining("a.jsonl:3:1: error: 'answer' is missing")
        .hasMessageContaining("a.jsonl:4:1: error: unknown key 'context'; did you mean 'contexts'?")
        .hasMessageContaining("a.jsonl:5:1: error: 'contexts' must be a list of texts")
        .hasMessageContaining("a.jsonl:6:1: error: not JSON")
        .hasMessageContaining("a.jsonl:7:1: error: two contexts have the id 'd'");
  }

  @Test
  void anArrayNamesTheLineAnObjectBeginsIn() {
    assertThatThrownBy(() ->
            read(
                "a.json",
                AnswerFormat.RAGAS,
                "[\n  {\"user_input\": \"q\",\n  \"response\": \"a\"},\n  7\n]"))
        .hasMessageContaining("a.json:2:1: error: 'retrieved_contexts' is missing")
        .hasMessageContaining("a.json:4:1: error: not a JSON object");
    assertThatThrownBy(() -> read("e.jsonl", AnswerFormat.ASSAY, "\n"))
        .hasMessageContaining("e.jsonl: error: there is no answer in it");
  }
}
