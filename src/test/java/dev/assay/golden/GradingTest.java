package dev.assay.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Span;
import dev.assay.golden.GoldenQuestion.Origin;
import dev.assay.golden.GoldenQuestion.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradingTest {
  /// The worked table: evidence [100,200).
  @ParameterizedTest
  @CsvSource({"0,140,0", "140,300,2", "150,250,2", "160,200,2"})
  void aChunkIsRelevantByHalfOfTheSpanOrHalfOfTheChunk(int start, int end, int grade) {
    var question = question(span(100, 200, 2));
    assertThat(Grading.DEFAULT.grades(question, List.of(chunk("d", 1, start, end))))
        .isEqualTo(Map.of("d#1", grade));
  }

  @Test
  void aChunkThatTouchesNoEvidenceIsUnjudged() {
    var chunks = List.of(chunk("d", 1, 0, 100), chunk("d", 2, 200, 300), chunk("e", 1, 100, 200));
    assertThat(Grading.DEFAULT.grades(question(span(100, 200, 3)), chunks)).isEmpty();
  }

  @Test
  void aSpanJudgedNotRelevantJudgesWhatHoldsItAndNothingElse() {
    // [0,100): .2 of the span and of the chunk; [120,200): all of the chunk; [0,300): all of the
    // span
    var chunks = List.of(chunk("d", 1, 0, 100), chunk("d", 2, 120, 200), chunk("d", 3, 0, 300));
    assertThat(Grading.DEFAULT.grades(question(span(80, 180, 0), span(900, 910, 1)), chunks))
        .isEqualTo(Map.of("d#2", 0, "d#3", 0));
    assertThat(Grading.DEFAULT.grades(question(span(80, 180, 0), span(150, 200, 2)), chunks))
        .isEqualTo(Map.of("d#2", 2, "d#3", 2));
  }

  @Test
  void theHighestGradeOfSeveralSpansCounts() {
    var question = question(span(0, 50, 1), span(50, 100, 3), span(90, 900, 2));
    assertThat(Grading.DEFAULT.grades(question, List.of(chunk("d", 1, 0, 100))))
        .containsExactly(Map.entry("d#1", 3));
  }

  @Test
  void spansOfOneGradeThatOverlapAreMergedFirst() {
    var chunk = List.of(chunk("d", 1, 0, 60));
    // [0,60) holds .6 of [0,100), but .3 of [0,200) and all of the chunk is evidence
    assertThat(Grading.DEFAULT.grades(question(span(40, 100, 2), span(80, 400, 2)), chunk))
        .isEqualTo(Map.of("d#1", 0));
    assertThat(Grading.DEFAULT.grades(question(span(40, 100, 2), span(80, 400, 1)), chunk))
        .isEqualTo(Map.of("d#1", 0));
    assertThat(Grading.DEFAULT.grades(question(span(40, 70, 2), span(80, 400, 2)), chunk))
        .isEqualTo(Map.of("d#1", 2));
  }

  @Test
  void evidenceOnAWholeDocumentGradesAllItsChunks() {
    var question = question(Evidence.whole("d", 2), Evidence.whole("e", 0), span(0, 10, 3));
    var chunks =
        List.of(
            chunk("d", 1, 0, 10), chunk("d", 2, 10, 20), chunk("e", 1, 0, 9), chunk("f", 1, 0, 9));
    assertThat(Grading.DEFAULT.grades(question, chunks))
        .containsExactly(Map.entry("d#1", 3), Map.entry("d#2", 2), Map.entry("e#1", 0));
    assertThat(Grading.documentGrades(question))
        .containsExactly(Map.entry("d", 3), Map.entry("e", 0));
  }

  @Test
  void aQuoteWithoutOffsetsGradesNothing() {
    var draft = new Evidence("d", null, null, "a quote", 3);
    assertThat(Grading.DEFAULT.grades(question(draft), List.of(chunk("d", 1, 0, 10)))).isEmpty();
  }

  @Test
  void everyChunkingWithoutGapsGivesEverySpanARelevantChunk() {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int start = random.nextInt(900);
      int end = start + 1 + random.nextInt(1_000 - start);
      var chunks = new ArrayList<Chunk>();
      for (int at = 0; at < 1_000; ) {
        int next = Math.min(1_000, at + 1 + random.nextInt(1 + random.nextInt(400)));
        chunks.add(chunk("d", chunks.size() + 1, at, next));
        at = next;
      }
      assertThat(Grading.DEFAULT.grades(question(span(start, end, 1)), chunks).values())
          .as("-Dseed=%d span %d-%d", seed, start, end)
          .contains(1);
    }
  }

  @Test
  void theMinimumCoverIsAShare() {
    assertThat(new Grading(1).grades(question(span(100, 200, 2)), List.of(chunk("d", 1, 0, 199))))
        .isEqualTo(Map.of("d#1", 2 * 99 >= 199 ? 2 : 0));
    assertThatThrownBy(() -> new Grading(0))
        .hasMessage("minimumCover must be above 0 and at most 1, got 0.0");
    assertThatThrownBy(() -> new Grading(Double.NaN)).hasMessageContaining("got NaN");
  }

  private static Evidence span(int start, int end, int grade) {
    return new Evidence("d", start, end, "x".repeat(end - start), grade);
  }

  private static Chunk chunk(String document, int ordinal, int start, int end) {
    return new Chunk(document, ordinal, new Span(start, end), "x".repeat(end - start));
  }

  private static GoldenQuestion question(Evidence... evidence) {
    return new GoldenQuestion(
        "q",
        "Where?",
        null,
        List.of(evidence),
        null,
        GoldenQuestion.Type.LOOKUP,
        "en",
        Origin.HUMAN,
        Status.ACCEPTED,
        null);
  }
}
