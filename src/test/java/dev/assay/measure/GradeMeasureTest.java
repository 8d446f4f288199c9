package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.measure.Score.NotApplicable;
import dev.assay.measure.Score.Scored;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The worked example of docs/measures.md: R = 3 judged relevant, N = 2 judged not relevant, c7 and
/// c8 unjudged, c9 not found.
class GradeMeasureTest {
  private static final Ranking RANKING = ranking("c7", "c1", "c2", "c4", "c5", "c8");
  private static final Map<String, Integer> GRADES =
      Map.of("c1", 3, "c4", 2, "c9", 1, "c2", 0, "c5", 0);

  static Ranking ranking(String... ids) {
    return new Ranking(
        IntStream.range(0, ids.length).mapToObj(i -> new Hit(ids[i], 1.0 / (i + 1))).toList());
  }

  private static double score(String measure, Ranking ranking, Map<String, Integer> grades) {
    return switch (((GradeMeasure) Measure.parse(measure)).score(ranking, grades)) {
      case Scored(double value) -> value;
      case NotApplicable(String reason) -> throw new AssertionError(measure + ": " + reason);
    };
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static void assertScore(String measure, double expected) {
    assertThat(score(measure, RANKING, GRADES)).as(measure).isCloseTo(expected, within(1e-9));
  }

  @Test
  void ndcgDividesDiscountedGradesByTheBestOrder() {
    double best = 3 + 2 / log2(3) + 1 / 2d;
    assertScore("nDCG@5", (3 / log2(3) + 2 / log2(5)) / best);
    assertThat(score("nDCG@5", RANKING, GRADES)).isCloseTo(.578375, within(5e-7));
    assertScore("nDCG", (3 / log2(3) + 2 / log2(5)) / best);
    assertScore("nDCG@2", (3 / log2(3)) / (3 + 2 / log2(3)));
    assertScore("nDCG@1", 0);
  }

  @Test
  void ndcgWithExponentialGainWeighsHighGradesMore() {
    double best = 7 + 3 / log2(3) + 1 / 2d;
    assertScore("nDCG(dcg='exp-log2')@5", (7 / log2(3) + 3 / log2(5)) / best);
    assertThat(score("nDCG(dcg='exp-log2')@5", RANKING, GRADES)).isCloseTo(.607757, within(5e-7));
  }

  @Test
  void aLostGradeThreeCostsMoreThanALoneGradeOneGained() {
    assertThat(score("nDCG@2", ranking("a"), Map.of("a", 1))).isEqualTo(1);
    assertThat(score("nDCG(dcg='exp-log2')@2", ranking("a"), Map.of("a", 1, "b", 3)))
        .isCloseTo(1 / (7 + 1 / log2(3)), within(1e-12));
  }

  @Test
  void condensingDropsTheUnjudgedAndClosesTheRanks() {
    // c1 c2 c4 c5 are left.
    double best = 3 + 2 / log2(3) + 1 / 2d;
    assertScore("nDCG(judged_only=True)@5", (3 + 2 / log2(4)) / best);
    assertThat(score("nDCG(judged_only=True)@5", RANKING, GRADES)).isCloseTo(.840008, within(5e-7));
    double exponential = 7 + 3 / log2(3) + 1 / 2d;
    assertScore("nDCG(dcg='exp-log2',judged_only=True)@5", (7 + 3 / log2(4)) / exponential);
    assertScore("AP(judged_only=True)@5", (1 + 2 / 3d) / 3);
    assertScore("RR(judged_only=True)@1", 1);
    assertScore("P(judged_only=True)@3", 2 / 3d);
    assertScore("R(rel=2,judged_only=True)@1", 1 / 2d);
    assertScore("F1(judged_only=True)@3", 2 * (2 / 3d) * (2 / 3d) / (2 / 3d + 2 / 3d));
    assertScore("Success(judged_only=True)@1", 1);
  }

  @Test
  void aCondensedMeasureLooksAtTheWholeRanking() {
    // Cut first, "P(judged_only=True)@1" would see c7 only.
    assertScore("P(judged_only=True)@1", 1);
    assertThat(((GradeMeasure) Measure.parse("P(judged_only=True)@1")).cutoff())
        .isEqualTo(Measure.UNCUT);
    assertThatThrownBy(() -> new Condensed(new Bpref(1))).hasMessage("Bpref has no condensed view");
    assertThat(Measure.parse("RR(judged_only=False)@5")).isEqualTo(new Rr(1, 5));
  }

  @Test
  void rankBiasedPrecisionWeighsEachRankByThePatienceToReachIt() {
    assertScore("RBP", .2 * (.8 + .512));
    assertThat(score("RBP", RANKING, GRADES)).isCloseTo(.2624, within(1e-12));
    assertScore("RBP@2", .2 * .8);
    assertScore("RBP(rel=3)", .2 * .8);
    assertScore("RBP(p=0.5)", .5 * (.5 + .125));
    assertThat(score("RBP(p=0.000001)", ranking("a"), Map.of("a", 1))).isEqualTo(1 - 1e-6);
  }

  @Test
  void theResidualIsTheWeightOfTheUnjudgedAndOfEverythingBehind() {
    assertScore("RBP(residual)", .2 * (1 + Math.pow(.8, 5)) + Math.pow(.8, 6));
    assertScore("RBP(residual)@2", .2 + .8 * .8);
    assertScore("RBP(p=0.5,residual)", .5 * (1 + Math.pow(.5, 5)) + Math.pow(.5, 6));
    assertThat(score("RBP(residual)", Ranking.EMPTY, GRADES)).isEqualTo(1);
    assertThat(new Rbp(.8, 2, false, 10).withResidual()).isEqualTo(new Rbp(.8, 2, true, 10));
    // All relevant: what is seen and what lies behind add up to 1.
    assertThat(
            score("RBP", ranking("a", "b"), Map.of("a", 1, "b", 1))
                + score("RBP(residual)", ranking("a", "b"), Map.of("a", 1, "b", 1)))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void averagePrecisionDividesByAllRelevant() {
    assertScore("AP@5", (1 / 2d + 2 / 4d) / 3);
    assertScore("AP", (1 / 2d + 2 / 4d) / 3);
    assertScore("AP@3", (1 / 2d) / 3);
    assertScore("AP(rel=2)@5", (1 / 2d + 2 / 4d) / 2);
    assertThat(score("AP@1", ranking("a", "b"), Map.of("a", 1, "b", 1))).isEqualTo(1 / 2d);
  }

  @Test
  void reciprocalRankIsOneOverTheFirstRelevantRank() {
    assertScore("RR@5", 1 / 2d);
    assertScore("MRR", 1 / 2d);
    assertScore("RR@1", 0);
    assertScore("RR(rel=3)", 1 / 2d);
    assertThat(score("RR(rel=2)", RANKING, Map.of("c4", 2))).isEqualTo(1 / 4d);
  }

  @Test
  void precisionDividesByTheCutoffHoweverFewCameBack() {
    assertScore("P@5", 2 / 5d);
    assertScore("P@10", 2 / 10d);
    assertScore("P(rel=3)@5", 1 / 5d);
    assertThat(score("P@10", ranking("a"), Map.of("a", 1))).isEqualTo(1 / 10d);
  }

  @Test
  void recallDividesByAllRelevant() {
    assertScore("R@5", 2 / 3d);
    assertScore("R@2", 1 / 3d);
    assertScore("R", 2 / 3d);
    assertScore("R(rel=2)@5", 2 / 2d);
  }

  @Test
  void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
    double p = 2 / 5d;
    double r = 2 / 3d;
    assertScore("F1@5", 2 * p * r / (p + r));
    assertScore("F1@5", .5);
    assertScore("F1@1", 0);
  }

  @Test
  void successAsksWhetherAnyIsRelevant() {
    assertScore("Success@1", 0);
    assertScore("Success@5", 1);
    assertScore("Success", 1);
  }

  @Test
  void bprefCountsOnlyJudgedHitsAbove() {
    assertScore("Bpref", (1 + (1 - 1 / 2d) + 0) / 3);
    assertScore("Bpref(rel=2)", (1 + (1 - 1 / 2d)) / 2);
  }

  @Test
  void bprefIsOneWhereNothingIsJudgedNotRelevant() {
    assertThat(score("Bpref", ranking("x", "a"), Map.of("a", 1))).isEqualTo(1);
  }

  @Test
  void bprefIsZeroBelowAsManyNotRelevantAsAreRelevant() {
    assertThat(score("Bpref", ranking("n", "m", "a"), Map.of("a", 1, "n", 0, "m", 0))).isEqualTo(0);
  }

  @Test
  void inferredApTakesPooledButUnjudgedHitsByHalf() {
    double e = 1e-5;
    assertScore("infAP", (1 / 2d + (1 / 4d + 3 / 4d * (2 / 3d) * (1 + e) / (2 + 2 * e))) / 3);
    var pooled = Map.of("c1", 3, "c4", 2, "c9", 1, "c2", 0, "c5", 0, "c7", -1);
    assertThat(score("infAP", RANKING, pooled)).isCloseTo((.75 + .625) / 3, within(1e-5));
    assertThat(score("infAP", ranking("a"), Map.of("a", 1))).isEqualTo(1);
  }

  @Test
  void judgedIsTheShareOfTheHitsReturned() {
    assertScore("Judged@5", 4 / 5d);
    assertScore("Judged@10", 4 / 6d);
    assertScore("Judged", 4 / 6d);
  }

  @Test
  void pooledButUnjudgedCountsAsUnjudged() {
    var pooled = Map.of("c1", 3, "c4", 2, "c9", 1, "c2", 0, "c5", 0, "c7", -1);
    for (String measure : List.of("nDCG@5", "AP", "Bpref", "Judged@5", "R@5")) {
      assertThat(score(measure, RANKING, pooled)).isEqualTo(score(measure, RANKING, GRADES));
    }
  }

  @Test
  void nothingRelevantIsNotApplicableAndZeroForTrecEval() {
    for (String name :
        List.of("nDCG@5", "AP", "RR", "P@5", "R@5", "F1@5", "Success@5", "Bpref", "RBP", "infAP")) {
      var measure = (GradeMeasure) Measure.parse(name);
      for (var grades : List.of(Map.<String, Integer>of(), Map.of("c1", 0), Map.of("c1", -1))) {
        Score score = measure.score(RANKING, grades);
        assertThat(score).isEqualTo(new NotApplicable("no chunk is judged relevant"));
        assertThat(score.asTrecEval()).isEqualTo(0);
      }
    }
    assertThat(new P(2, 5).score(RANKING, Map.of("c1", 1))).isEqualTo(Score.nothingRelevant());
  }

  @Test
  void nothingReturnedIsATrueZero() {
    for (String name :
        List.of("nDCG@5", "AP", "RR", "P@5", "R@5", "F1@5", "Success@5", "Bpref", "RBP", "infAP")) {
      assertThat(score(name, Ranking.EMPTY, GRADES)).as(name).isEqualTo(0);
    }
    assertThat(new Judged(5).score(Ranking.EMPTY, GRADES))
        .isEqualTo(new NotApplicable("nothing was returned"));
  }

  @Test
  void selectingHitsRanksThemAnew() {
    // c4 c7 c1 of the six.
    GradedRanking selected = GradedRanking.of(RANKING, GRADES).select(new int[] {3, 0, 1});
    assertThat(new Ndcg(3).score(selected))
        .isEqualTo(new Ndcg(3).score(ranking("c4", "c7", "c1"), GRADES));
    assertThat(new Ap(2, 3).score(selected).asTrecEval()).isEqualTo((1 + 2 / 3d) / 2);
    assertThat(new R(1, 3).score(selected).asTrecEval()).isEqualTo(2 / 3d);
    assertThat(new Judged(3).score(selected).asTrecEval()).isEqualTo(2 / 3d);
    assertThat(new R(1, 3).score(GradedRanking.of(RANKING, GRADES).select(new int[0])))
        .isEqualTo(Score.of(0));
  }

  @Test
  void aGradeBelowMinusOneIsRefused() {
    assertThatThrownBy(() -> score("AP", RANKING, Map.of("c1", -2)))
        .hasMessage("a grade must be at least -1, got -2");
  }

  @Test
  void reversingARankingChangesNdcg() {
    assertThat(score("nDCG@6", ranking("c8", "c5", "c4", "c2", "c1", "c7"), GRADES))
        .isLessThan(score("nDCG@6", RANKING, GRADES));
  }

  @Test
  void ndcgOfAPerfectRankingIsExactlyOneHoweverLong() {
    var ids = IntStream.range(0, 3000).mapToObj(i -> "d%04d".formatted(i)).toList();
    var grades =
        ids.stream().collect(java.util.stream.Collectors.toMap(id -> id, id -> id.hashCode() & 3));
    String[] best =
        ids.stream()
            .sorted(java.util.Comparator.comparing(grades::get).reversed())
            .toArray(String[]::new);
    assertThat(score("nDCG", ranking(best), grades)).isEqualTo(1);
  }
}
