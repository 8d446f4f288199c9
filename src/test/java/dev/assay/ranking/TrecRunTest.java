package dev.assay.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.ranking.TrecRun.Ties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrecRunTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("run.txt"), text);
  }

  @Test
  void readsHitsInOurOrderWhateverTheRankColumnSays() throws IOException {
    Run run =
        TrecRun.read(
            file(
                "\uFEFFq2 Q0 a 1 .5 x\nq2\tQ0\tb\t2\t  .5\tx\nq2 Q0 c 9 0.75 x\r\n\nq1 Q0 a 1 -2e1 x\n"),
            Ties.LOWER_ID_FIRST);
    assertThat(run.byQuestion().keySet()).containsExactly("q2", "q1");
    assertThat(run.byQuestion().get("q2"))
        .isEqualTo(new Ranking(List.of(new Hit("c", .75), new Hit("a", .5), new Hit("b", .5))));
    assertThat(run.byQuestion().get("q1")).isEqualTo(new Ranking(List.of(new Hit("a", -20))));
  }

  @Test
  void readsTiesAsTrecEvalDoesOnRequest() throws IOException {
    Run run = TrecRun.read(file("q Q0 a 1 1 x\nq Q0 c 2 1 x\nq Q0 b 3 1 x\n"), Ties.TREC_EVAL);
    assertThat(run.byQuestion())
        .hasEntrySatisfying(
            "q",
            ranking ->
                assertThat(ranking.hits()).extracting(Hit::id).containsExactly("c", "b", "a"));
  }

  @Test
  void everyMalformedLineIsNamed() throws IOException {
    Path file =
        file(
            "q Q0 a 1 .5 x\nq Q0 a 2 .4 x\nq Q0 b 3 x\nq Q0 c 3 high x\nq Q0 d 3 NaN x\nq Q0 my e.md 3 1 x\nq Q0 f 3 1d x\nq Q0 g 3 1e999 x\n# q Q0\nq Q0 h 4 1 x behind the tag\n");
    assertThatThrownBy(() -> TrecRun.read(file, Ties.LOWER_ID_FIRST))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.problems())
                    .extracting(p -> p.line() + " " + p.message())
                    .containsExactly(
                        "2 'a' stands twice in the ranking of question 'q'",
                        "3 expected 'question Q0 id rank score tag', got 5 fields",
                        "4 the score 'high' is not a number",
                        "5 the score of 'd' is NaN",
                        "6 expected 'question Q0 id rank score tag', got 7 fields",
                        "7 the score '1d' is not a number",
                        "8 the score of 'g' is Infinity"));
  }

  @Test
  void aFileThatIsNotARunEndsAfterFiftyProblems() throws IOException {
    Path file = file("<html>\n".repeat(10_000));
    assertThatThrownBy(() -> TrecRun.read(file, Ties.LOWER_ID_FIRST))
        .isInstanceOfSatisfying(InvalidInput.class, e -> assertThat(e.problems()).hasSize(50));
  }

  @Test
  void aFileThatCannotBeReadIsSaidSo() throws IOException {
    assertThatThrownBy(() -> TrecRun.read(folder.resolve("none"), Ties.LOWER_ID_FIRST))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("there is no such file");
    Path binary =
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 10, 0});
    assertThatThrownBy(() -> TrecRun.read(binary, Ties.LOWER_ID_FIRST))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("binary:1: error: this line is not UTF-8 text")
        .hasMessageContaining("binary:2: error: this line is binary: byte 1 is NUL");
    assertThatThrownBy(() -> TrecRun.read(folder, Ties.LOWER_ID_FIRST))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void writesScoresThatDecreaseStrictlyAsFloats() throws IOException {
    // A lead of 1e-8 near 1 is a tie as float.
    Ranking close =
        new Ranking(
            List.of(new Hit("a", 1 + 1e-8), new Hit("b", 1), new Hit("c", 1), new Hit("d", .5)));
    var out = new StringBuilder();
    TrecRun.write(new Run(Map.of("q", close)), "ours", out);
    float second = Math.nextDown(1f);
    assertThat(out)
        .hasToString(
            "q Q0 a 1 1.0 ours\nq Q0 b 2 %s ours\nq Q0 c 3 %s ours\nq Q0 d 4 0.5 ours\n"
                .formatted(second, Math.nextDown(second)));
  }

  @Test
  void whatIsWrittenIsReadInTheSameOrderByBothTieRules() throws IOException {
    Ranking ties =
        Ranking.of(
            List.of(new Hit("a", 1e300), new Hit("b", 1e300), new Hit("c", 0), new Hit("d", 0)));
    var out = new StringBuilder();
    TrecRun.write(new Run(Map.of("q", ties)), "ours", out);
    for (Ties rule : Ties.values()) {
      Run run = TrecRun.read(file(out.toString()), rule);
      assertThat(run.byQuestion().values())
          .singleElement()
          .satisfies(ranking ->
              assertThat(ranking.hits()).extracting(Hit::id).containsExactly("a", "b", "c", "d"));
    }
  }

  @Test
  void anIdWithWhiteSpaceCannotBeWritten() {
    var run = new Run(Map.of("q", Ranking.of(List.of(new Hit("my file.md#1", 1)))));
    assertThatThrownBy(() -> TrecRun.write(run, "ours", new StringBuilder()))
        .hasMessageContaining("'my file.md#1' cannot stand in a TREC file");
    assertThatThrownBy(() -> TrecRun.write(run, "", new StringBuilder()))
        .hasMessageContaining("'' cannot stand in a TREC file");
  }
}
