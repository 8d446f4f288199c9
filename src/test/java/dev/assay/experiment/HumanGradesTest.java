package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.InvalidInput;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import dev.assay.measure.Region;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HumanGradesTest {
  private static final Evidence QUOTED = new Evidence("a.md", 10, 20, "0123456789", 3);

  @TempDir private Path folder;

  private static HumanGrade grade(
      String document, @Nullable Integer start, @Nullable Integer end, int grade, String at) {
    return new HumanGrade("q", document, start, end, grade, "anna", Instant.parse(at), null);
  }

  private static GoldenQuestion question(GoldenQuestion.Type type, Evidence... evidence) {
    return new GoldenQuestion(
        "q",
        "Why?",
        null,
        List.of(evidence),
        null,
        type,
        "en",
        GoldenQuestion.Origin.HUMAN,
        GoldenQuestion.Status.ACCEPTED,
        null);
  }

  private List<Evidence> applied(GoldenQuestion question, HumanGrade... grades) {
    try (var ledger = Ledger.open(folder)) {
      var kept = new HumanGrades(ledger);
      kept.add(List.of(grades));
      return kept.apply(new GoldenSet(List.of(question)), Set.of("a.md", "b.md"))
          .questions()
          .getFirst()
          .evidence();
    }
  }

  @Test
  void theNewestGradeOfATextCountsWhateverTheOrderItCameIn() {
    assertThat(
            applied(
                question(GoldenQuestion.Type.LOOKUP, QUOTED),
                grade("b.md", 0, 9, 2, "2026-11-02T00:00:00.500Z"),
                grade("b.md", 0, 9, 0, "2026-11-02T00:00:00Z"),
                grade("elsewhere.md", 0, 9, 1, "2026-11-03T00:00:00Z")))
        .containsExactly(QUOTED, new Evidence("b.md", 0, 9, null, 2));
  }

  @Test
  void aGradeOfTheSameSpanReplacesTheGoldenOneAndKeepsItsQuote() {
    assertThat(
            applied(
                question(GoldenQuestion.Type.LOOKUP, QUOTED),
                grade("a.md", 10, 20, 1, "2026-11-02T00:00:00Z")))
        .containsExactly(new Evidence("a.md", 10, 20, "0123456789", 1));
  }

  @Test
  void whereWholeDocumentsAreJudgedASpanStandsForItsDocument() {
    assertThat(
            applied(
                question(GoldenQuestion.Type.LOOKUP, Evidence.whole("a.md", 1)),
                grade("b.md", 0, 9, 0, "2026-11-02T00:00:00Z")))
        .containsExactly(Evidence.whole("a.md", 1), Evidence.whole("b.md", 0));
  }

  @Test
  void gradesThatContradictAQuestionAreInvalid() {
    assertThatThrownBy(() ->
            applied(
                question(GoldenQuestion.Type.UNANSWERABLE),
                grade("a.md", 0, 9, 2, "2026-11-02T00:00:00Z")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("do not go with 'q': an unanswerable question has no evidence");
  }

  @Test
  void charactersAreEvidenceWhereTheyAreQuotedAndRelevant() {
    var judged = new Evidence("b.md", 0, 900, null, 2);
    var refused = new Evidence("a.md", 30, 90, null, 0);
    assertThat(Scorer.evidence(question(GoldenQuestion.Type.LOOKUP, QUOTED, judged, refused)))
        .containsExactly(new Region("a.md", 10, 20));
    assertThat(Scorer.evidence(question(GoldenQuestion.Type.LOOKUP, judged, refused)))
        .containsExactly(new Region("b.md", 0, 900));
  }
}
