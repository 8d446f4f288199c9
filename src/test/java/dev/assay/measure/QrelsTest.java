package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QrelsTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("qrels"), text);
  }

  @Test
  void readsTrecQrelsWithComments() throws IOException {
    Qrels qrels =
        Qrels.readTrec(
            file("# comment here\n301 0 a#1 2\n\n# another\n301\tQ0  b 0\n300 0 a -1\n"));
    assertThat(qrels.byQuestion())
        .isEqualTo(Map.of("301", Map.of("a#1", 2, "b", 0), "300", Map.of("a", -1)));
    assertThat(qrels.byQuestion().keySet()).containsExactly("301", "300");
    assertThat(qrels.grades("301")).containsEntry("a#1", 2);
    assertThat(qrels.grades("999")).isEmpty();
  }

  @Test
  void readsBeirQrels() throws IOException {
    assertThat(Qrels.readBeir(file("query-id\tcorpus-id\tscore\n1\ta b\t1\r\n1\tc\t2\n")))
        .isEqualTo(new Qrels(Map.of("1", Map.of("a b", 1, "c", 2))));
  }

  @Test
  void everyWrongLineIsNamed() throws IOException {
    Path trec = file("1 0 a 1\n1 0 a 1\n1 0 b\n1 0 c 1.5\n1 0 d -2\n");
    assertThatThrownBy(() -> Qrels.readTrec(trec))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::line, Problem::message)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                            2, "'a' is judged twice for question '1'"),
                        org.assertj.core.groups.Tuple.tuple(
                            3, "expected 'question iteration id grade', got 3 fields"),
                        org.assertj.core.groups.Tuple.tuple(
                            4, "the grade '1.5' is not a whole number"),
                        org.assertj.core.groups.Tuple.tuple(
                            5, "a grade must be at least -1, got -2")));
    Path beir = file("1 a 1\n");
    assertThatThrownBy(() -> Qrels.readBeir(beir))
        .hasMessageContaining("qrels:1: error: expected 'query-id<tab>corpus-id<tab>score'");
  }

  @Test
  void aJudgedQuestionMissingFromTheRunIsAnError() {
    var qrels = new Qrels(Map.of("q1", Map.of("a", 1)));
    assertThatThrownBy(() -> qrels.grade(new Run(Map.of("q2", Ranking.EMPTY))))
        .hasMessage("the run has no ranking for 1 of 1 judged questions: q1");
    var both = new Run(Map.of("q1", Ranking.EMPTY, "q2", Ranking.EMPTY));
    assertThat(qrels.grade(both).keySet()).isEqualTo(Set.of("q1"));
  }
}
