package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunScoresTest {
  private static final List<GradeMeasure> MEASURES =
      Measure.parseAll("nDCG(dcg='exp-log2',judged_only=True)@10,P@2,RR").stream()
          .map(GradeMeasure.class::cast)
          .toList();

  private static RunScores scores() {
    var graded = new LinkedHashMap<String, GradedRanking>();
    graded.put("q2", GradedRanking.of(GradeMeasureTest.ranking("b", "a"), Map.of("a", 1)));
    graded.put("q1", GradedRanking.of(GradeMeasureTest.ranking("b", "a"), Map.of("a", 0)));
    return RunScores.of(graded, MEASURES);
  }

  private static Map<String, Score> column(String measure) {
    return Objects.requireNonNull(scores().byMeasure().get(measure));
  }

  @Test
  void commasInsideParenthesesSeparateParameters() {
    assertThat(MEASURES)
        .containsExactly(
            new Condensed(new Ndcg(Ndcg.Gain.EXPONENTIAL, 10)),
            new P(1, 2),
            new Rr(1, Measure.UNCUT));
  }

  @Test
  void everyMeasureScoresEveryQuestionInTheOrderGiven() {
    assertThat(scores().byMeasure().keySet())
        .containsExactly("nDCG(dcg='exp-log2',judged_only=True)@10", "P@2", "RR");
    assertThat(scores().byMeasure().get("RR"))
        .isEqualTo(Map.of("q2", Score.of(1 / 2d), "q1", Score.nothingRelevant()));
    assertThat(column("P@2").keySet()).containsExactly("q2", "q1");
    assertThatThrownBy(() -> column("RR").clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void trecEvalReadsNothingRelevantAsZero() {
    assertThat(scores().asTrecEval().byMeasure().get("RR"))
        .isEqualTo(Map.of("q2", Score.of(1 / 2d), "q1", Score.of(0)));
    assertThat(scores().asTrecEval().byMeasure()).hasSize(3);
  }

  @Test
  void aRunIsCompletedWithNothingFoundAndCut() {
    var run = new Run(Map.of("q1", GradeMeasureTest.ranking("a", "b")));
    assertThat(run.completed(Set.of("q1", "q2")).byQuestion())
        .isEqualTo(Map.of("q1", GradeMeasureTest.ranking("a", "b"), "q2", Ranking.EMPTY));
    assertThat(run.top(1).byQuestion()).isEqualTo(Map.of("q1", GradeMeasureTest.ranking("a")));
  }
}
