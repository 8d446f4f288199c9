package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCompareCommandTest {
  @TempDir private Path folder;

  private CommandLineRun judge(Object... words) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("-C", folder, "judge"), Arrays.stream(words)).toArray());
  }

  /// Answers to twelve questions of which the first so many are as the contexts have it.
  private void answers(String file, int right) throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      lines.append(
          """
          {"id":"q-%d","question":"How long may lamp %d be returned?","contexts":["Lamp %d may be returned within %d days of purchase."],"answer":"Lamp %d may be returned within %d days."}
          """
              .formatted(i, i, i, 30 + i, i, i < right ? 30 + i : 90 + i));
    }
    Files.writeString(folder.resolve(file), lines);
  }

  @Test
  void saysWhichOfTwoJudgedFilesIsBetter() throws IOException {
    answers("ours.jsonl", 2);
    answers("theirs.jsonl", 12);
    for (String file : new String[] {"ours.jsonl", "theirs.jsonl"}) {
      assertThat(judge("run", "--input", file, "--metrics", "faithfulness", "-q").exit()).isZero();
    }

    var text = judge("compare", "ours.jsonl", "theirs.jsonl");

    assertThat(text.err())
        .containsPattern(
            "answer by answer: .* serve, then /answers/compare\\?base=ours-\\w{8}&with=theirs-\\w{8}");
    assertThat(text.exit()).isZero();
    assertThat(text.out())
        .containsPattern(
            "ours-\\w{8} against theirs-\\w{8} · judge offline:verifier@\\d+ \\(unqualified\\) · 95% BCa interval by question")
        .containsPattern("theirs-\\w{8}: 12 paired by id")
        .containsPattern(
            "faithfulness +ours-\\w{8} +\\.167 +- +12/12 +baseline\n"
                + " +theirs-\\w{8} +1\\.000 +\\+\\.833 +\\[\\+\\.\\d+, \\+1\\.000] +12 +\\.002 +10/2/0 +12/12 +better");

    var json = Json.MAPPER.readTree(judge("compare", "theirs", "ours", "--json").out());
    assertThat(json.at("/metrics/0/candidates/0/conclusion").asString()).isEqualTo("worse");
    assertThat(json.at("/metrics/0/candidates/0/p").asDouble()).isEqualTo(2 / 1024d);
    assertThat(json.at("/metrics/0/candidates/0/worst/0/id").asString()).isEqualTo("q-10");
    assertThat(json.at("/metrics/0/candidates/0/worst/0/delta").asDouble()).isEqualTo(-1);
    assertThat(judge("compare", "ours", "theirs", "--csv").out().lines())
        .hasSize(3)
        .element(2)
        .asString()
        .startsWith("faithfulness,higher,theirs-")
        .endsWith(",10,2,0,better");
    assertThat(judge("compare", "ours", "theirs", "--md").out()).contains("| faithfulness | ours-");
  }

  @Test
  void scoresOfAnotherToolAreComparedAsTheyAre() throws IOException {
    for (String system : new String[] {"a", "b"}) {
      var csv = new StringBuilder("user_input,response,faithfulness\n");
      for (int i = 0; i < 10; i++) {
        csv.append(
            "Question %d?,It is %d.,%s\n".formatted(i, i, system.equals("a") ? ".25" : ".75"));
      }
      Files.writeString(folder.resolve(system + ".csv"), csv);
    }

    var run = judge("compare", "a.csv", "b.csv", "--given", "--format", "ragas");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("a.csv against b.csv · scores that the files have · ")
        .containsPattern("ragas:faithfulness +a\\.csv +\\.250")
        .containsPattern(
            "b\\.csv +\\.750 +\\+\\.500 +\\[\\+\\.500, \\+\\.500] +10 +\\.002 +10/0/0");
    assertThat(Files.exists(folder.resolve(".assay"))).as("nothing is kept").isFalse();
  }

  @Test
  void aScoreThatIsMissingIsNoZeroAndNeedsNoContexts() throws IOException {
    Files.writeString(
        folder.resolve("a.csv"),
        "user_input,response,faithfulness\nWho?,He.,NaN\nWhy?,So.,1\nHow?,Thus.,0.5\n");
    Files.writeString(
        folder.resolve("b.csv"),
        "user_input,response,faithfulness\nWho?,He.,1\nWhy?,So.,0.5\nWhen?,Now.,1\n");

    var run = judge("compare", "a.csv", "b.csv", "--given", "--format", "ragas", "--json");

    var json = Json.MAPPER.readTree(run.out());
    assertThat(json.at("/metrics/0/baseline/n").asInt()).isEqualTo(2);
    assertThat(json.at("/metrics/0/baseline/mean").asDouble()).isEqualTo(.75);
    assertThat(json.at("/metrics/0/candidates/0/delta/n").asInt()).isEqualTo(1);
    assertThat(json.at("/metrics/0/candidates/0/delta/mean").asDouble()).isEqualTo(-.5);
    assertThat(json.at("/systems/0").toString())
        .isEqualTo(
            "{\"name\":\"b.csv\",\"by\":\"question\",\"both\":2,\"onlyBaseline\":1,\"onlyHere\":1}");
  }

  @Test
  void saysWhetherMetricsPreferWhatPeoplePrefer() throws IOException {
    answers("ours.jsonl", 6);
    answers("theirs.jsonl", 12);
    for (String file : new String[] {"ours.jsonl", "theirs.jsonl"}) {
      assertThat(judge("run", "--input", file, "--metrics", "faithfulness", "-q").exit()).isZero();
    }
    var people = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      people.append(
          "{\"id\":\"q-%d\",\"preferred\":\"%s\"}\n".formatted(i, i < 5 ? "tie" : "with"));
    }
    Files.writeString(folder.resolve("people.jsonl"), people);

    var run = judge("compare", "ours", "theirs", "--preferences", "people.jsonl");

    assertThat(run.out())
        .containsPattern("people against metrics, theirs-\\w{8} · 95% interval by pair\n")
        .containsPattern("overall +faithfulness +12 +\\.845 +\\[.+] +7 +\\.929 +\\[.+]");
    var json =
        Json.MAPPER.readTree(
            judge("compare", "ours", "theirs", "--preferences", "people.jsonl", "--json").out());
    assertThat(json.at("/agreement/aspects/0/metrics/0/met/agreed/value").asDouble())
        .isEqualTo((6 + .5) / 7);
    assertThat(judge("compare", "ours", "theirs", "--preferences", "people.jsonl", "--md").out())
        .contains("| overall | faithfulness | 12 | .845 |");

    Files.writeString(
        folder.resolve("people.jsonl"),
        people.toString().replace("}", ",\"base\":\"ours.jsonl\",\"with\":\"theirs.jsonl\"}"));
    assertThat(
            judge("compare", "theirs.jsonl", "ours.jsonl", "--preferences", "people.jsonl").err())
        .contains("people.jsonl has ours.jsonl as its base; turn them round: ours.jsonl theirs");
    assertThat(
            judge("compare", "ours.jsonl", "theirs.jsonl", "--preferences", "people.jsonl").exit())
        .isZero();

    Files.writeString(
        folder.resolve("people.jsonl"),
        """
        {"id":"q-1","preferred":"with","base":"ours.jsonl","with":"theirs.jsonl"}
        {"id":"q-2","preferred":"with","base":"theirs.jsonl","with":"ours.jsonl"}
        {"id":"q-3","preferred":"with","base":"ours.jsonl","with":"third.jsonl"}
        """);
    assertThat(judge("compare", "ours", "theirs", "--preferences", "people.jsonl"))
        .satisfies(mixed -> assertThat(mixed.exit()).isEqualTo(Exit.USAGE))
        .satisfies(mixed ->
            assertThat(mixed.err())
                .contains(
                    "people.jsonl:2:1: error: its base is theirs.jsonl and its with ours.jsonl, not ours",
                    "people.jsonl:3:1: error: its base is ours.jsonl and its with third.jsonl")
                .doesNotContain("people.jsonl:1"));

    Files.writeString(folder.resolve("people.jsonl"), "{\"id\":\"x\",\"preferred\":1}");
    assertThat(judge("compare", "ours", "theirs", "--preferences", "people.jsonl").err())
        .contains("people.jsonl rates no answer that both have");
    assertThat(judge("compare", "a", "b", "c", "--preferences", "people.jsonl").err())
        .contains("--preferences says which of two systems people prefer, and there are 3");
  }

  @Test
  void wrongNamesSayWhatToDo() throws IOException {
    answers("ours.jsonl", 2);
    answers("theirs.jsonl", 3);
    assertThat(judge("compare", "ours.jsonl", "theirs.jsonl").err())
        .contains("nothing ran here yet");
    assertThat(judge("run", "--input", "ours.jsonl", "-q").exit()).isZero();

    assertThat(judge("compare", "ours.jsonl", "theirs.jsonl"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(Exit.USAGE))
        .satisfies(run ->
            assertThat(run.err())
                .contains("theirs.jsonl was not judged here")
                .contains("assay judge run --input theirs.jsonl"));
    assertThat(judge("compare", "ours.jsonl", "our").err())
        .contains("cannot be compared with itself");
    assertThat(judge("compare", "ours.jsonl", "demo/C").err())
        .contains("nothing that was judged is called 'demo/C'");
    assertThat(judge("compare", "ours.jsonl", "theirs.jsonl", "--given").err())
        .contains("ours.jsonl has no scores");
    assertThat(judge("run", "--input", "theirs.jsonl", "-q").exit()).isZero();
    assertThat(judge("compare", "ours", "theirs", "--metrics", "faithfulnes").err())
        .contains("there is no metric 'faithfulnes'; did you mean 'faithfulness'?");
    assertThat(judge("compare", "ours", "theirs", "--minimum-difference", "2").err())
        .contains("--minimum-difference must be from 0 to below 1, got 2.0");
  }
}
