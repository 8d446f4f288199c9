package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    var expected = List.of(new GivenAnswer("1", SAMPLE, null));

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
