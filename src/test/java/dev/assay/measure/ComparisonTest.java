package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double[] D = {.2, .1, .3, -.1, .2};
  private static final SignFlip TEST = new SignFlip(10_000, 7);

  private static final long SEED = Long.getLong("seed", 5);
  private static final int NULLS = 1000;

  /// Kolmogorov and Smirnov's bound on the distance of uniform values, at level .01.
  private static final double BOUND = 1.63 / Math.sqrt(NULLS);

  private static int[] alone(int n) {
    return IntStream.range(0, n).toArray();
  }

  @Test
  void signFlipsTriesAllPatternsOfFewDeltas() {
    assertThat(TEST.p(D, alone(5))).isEqualTo(6 / 32d);
    assertThat(TEST.p(new double[] {1, 1, 1, 1, 1}, alone(5))).isEqualTo(2 / 32d);
    assertThat(TEST.p(new double[] {0, 0, 0}, alone(3))).isEqualTo(1);
    double[] twenty = new double[20];
    Arrays.fill(twenty, .1);
    assertThat(TEST.p(twenty, alone(20))).isEqualTo(2 / (double) (1 << 20));
  }

  @Test
  void correlationWithinClustersIsThatOfTheAnalysisOfVariance() {
    // Means 2 and 6 around 4: B = (2 (2-4)^2 + 2 (6-4)^2) / 1 = 16, W = (1+1+1+1) / 2 = 2, m = 2.
    assertThat(Power.correlation(new double[] {1, 3, 5, 7}, List.of("a", "a", "b", "b")))
        .isCloseTo((16 - 2) / (16 + (2 - 1) * 2d), within(1e-12));
    assertThat(Power.correlation(new double[] {1, 7, 1, 7}, List.of("a", "a", "b", "b")))
        .as("a negative estimate")
        .isZero();
    assertThat(Power.correlation(new double[] {1, 7}, List.of("a", "b"))).isZero();
    assertThat(Power.correlation(new double[] {1, 7}, List.of("a", "a"))).isZero();
    assertThat(Power.correlation(new double[] {2, 2, 2, 2}, List.of("a", "a", "b", "b"))).isZero();
  }

  @Test
  void aDrawnPValueIsNeverZero() {
    double[] deltas = new double[100];
    Arrays.fill(deltas, .3);
    assertThat(TEST.p(deltas, alone(100))).isEqualTo((0 + 1) / (10_000 + 1d));
  }

  @Test
  void drawingComesCloseToTryingAll() {
    var random = new SplittableRandom(3);
    double[] deltas = random.doubles(20, -.2, .35).toArray();
    double exact = TEST.p(deltas, alone(20));
    // A 21st delta of 0 changes no sum, but makes the test draw.
    double drawn = new SignFlip(100_000, 7).p(Arrays.copyOf(deltas, 21), alone(21));
    assertThat(drawn).isCloseTo(exact, within(.005));
    assertThat(new SignFlip(100_000, 7).p(Arrays.copyOf(deltas, 21), alone(21))).isEqualTo(drawn);
  }

  @Test
  void deltasOfOneDocumentAreFlippedTogether() {
    // Two documents: only all four patterns of two totals.
    assertThat(TEST.p(new double[] {.1, .1, .1, .1, .1, .1}, new int[] {0, 0, 0, 1, 1, 1}))
        .isEqualTo(2 / 4d);
  }

  @Test
  void pValuesAreUniformWhereThereIsNoDifference() {
    double distance =
        distanceOfNulls(
            NULLS,
            (random, trial) -> {
              double[] deltas = random.doubles(40, -1, 1).toArray();
              return new SignFlip(1000, trial).p(deltas, alone(40));
            });
    assertThat(distance).as("seed %d", SEED).isLessThan(BOUND);
  }

  @Test
  void exactPValuesAreUniformUpToTheirSteps() {
    // 2^12 patterns: p comes in steps of 1/2048.
    double distance =
        distanceOfNulls(
            NULLS, (random, trial) -> TEST.p(random.doubles(12, -1, 1).toArray(), alone(12)));
    assertThat(distance).as("seed %d", SEED).isLessThan(BOUND + 1 / 2048d);
  }

  @Test
  void pValuesAreUniformWhereQuestionsShareDocuments() {
    double flippedTogether =
        distanceOfNulls(
            NULLS,
            (random, trial) ->
                new SignFlip(1000, trial).p(deltasOf30Documents(random), documents(30)));
    assertThat(flippedTogether).as("seed %d", SEED).isLessThan(BOUND);
    // Flipped one by one, the same nulls look like findings.
    double flippedAlone =
        distanceOfNulls(
            NULLS,
            (random, trial) ->
                new SignFlip(1000, trial).p(deltasOf30Documents(random), alone(120)));
    assertThat(flippedAlone).as("seed %d", SEED).isGreaterThan(2 * BOUND);
  }

  private interface Null {
    double p(SplittableRandom random, int trial);
  }

  /// The largest distance between the shares of p-values below a value and that value.
  private static double distanceOfNulls(int trials, Null drawn) {
    var random = new SplittableRandom(SEED);
    double[] p = IntStream.range(0, trials).mapToDouble(t -> drawn.p(random, t)).sorted().toArray();
    double distance = 0;
    for (int i = 0; i < trials; i++) {
      distance = Math.max(distance, Math.max((i + 1d) / trials - p[i], p[i] - (double) i / trials));
    }
    return distance;
  }

  /// Four questions a document, which mostly share its delta.
  private static double[] deltasOf30Documents(SplittableRandom random) {
    double[] deltas = new double[120];
    for (int document = 0; document < 30; document++) {
      double shared = random.nextDouble(-1, 1);
      for (int question = 0; question < 4; question++) {
        deltas[4 * document + question] = shared + random.nextDouble(-.3, .3);
      }
    }
    return deltas;
  }

  private static int[] documents(int count) {
    return IntStream.range(0, 4 * count).map(i -> i / 4).toArray();
  }

  @Test
  void tableLookupGivesTheSumsThatFlippingOneByOneGives() {
    // 21 values: three groups of eight, the last not full. Written out, with the same random bits.
    double[] deltas = new SplittableRandom(9).doubles(21, -.2, .35).toArray();
    int draws = 2000;
    double observed = Math.abs(Arrays.stream(deltas).sum());
    var random = new SplittableRandom(4);
    int extreme = 0;
    for (int draw = 0; draw < draws; draw++) {
      long bits = random.nextLong();
      double sum = 0;
      for (int i = 0; i < deltas.length; i++) {
        sum += (bits >> i & 1) == 1 ? -deltas[i] : deltas[i];
      }
      extreme += Math.abs(sum) >= observed - 1e-9 ? 1 : 0;
    }
    assertThat(extreme).isPositive();
    assertThat(new SignFlip(draws, 4).p(deltas, alone(21))).isEqualTo((extreme + 1) / (draws + 1d));
  }

  @Test
  void moreThan64ClustersTakeMoreRandomBits() {
    double[] deltas = new SplittableRandom(9).doubles(100, -.5, .6).toArray();
    int draws = 2000;
    double observed = Math.abs(Arrays.stream(deltas).sum());
    var random = new SplittableRandom(4);
    int extreme = 0;
    for (int draw = 0; draw < draws; draw++) {
      long[] bits = {random.nextLong(), random.nextLong()};
      double sum = 0;
      for (int i = 0; i < deltas.length; i++) {
        sum += (bits[i / 64] >> (i % 64) & 1) == 1 ? -deltas[i] : deltas[i];
      }
      extreme += Math.abs(sum) >= observed - 1e-9 ? 1 : 0;
    }
    assertThat(extreme).isPositive();
    assertThat(new SignFlip(draws, 4).p(deltas, alone(100)))
        .isEqualTo((extreme + 1) / (draws + 1d));
  }

  @Test
  void aTieInAnotherOrderOfAdditionCounts() {
    // .1 + .2 + .3 is not .3 + .2 + .1 as double.
    assertThat(TEST.p(new double[] {.1, .2, .3}, alone(3))).isEqualTo(2 / 8d);
    assertThat(TEST.p(new double[] {.3, .2, .1}, alone(3))).isEqualTo(2 / 8d);
    assertThat(TEST.p(new double[] {-.1, -.2, -.3}, alone(3))).isEqualTo(2 / 8d);
    assertThat(new SignFlip(1, 1).p(new double[21], alone(21))).isEqualTo(1);
  }

  @Test
  void noDeltasAreRefused() {
    assertThatThrownBy(() -> TEST.p(new double[0], new int[0])).hasMessage("no deltas, no test");
    assertThatThrownBy(() -> new SignFlip(0, 1)).hasMessage("draws must be at least 1, got 0");
  }

  @Test
  void holmMultipliesByTheTestsLeftAndStaysMonotone() {
    assertThat(Correction.HOLM.of(.001, .01, .02, .03, .04))
        .containsExactly(
            new double[] {5 * .001, 4 * .01, 3 * .02, 3 * .02, 3 * .02}, within(1e-12));
    assertThat(Correction.HOLM.of(.04, .001)).containsExactly(.04, 2 * .001);
    assertThat(Correction.HOLM.of(.9, .8)).containsExactly(1, 1);
    assertThat(Correction.HOLM.of()).isEmpty();
    assertThat(Correction.HOLM.of(0, 1)).containsExactly(0, 1);
  }

  @Test
  void benjaminiHochbergDividesByTheRank() {
    assertThat(Correction.BENJAMINI_HOCHBERG.of(.001, .01, .02, .03, .04))
        .containsExactly(
            new double[] {5 * .001, 5 * .01 / 2, 5 * .02 / 3, 5 * .03 / 4, 5 * .04 / 5},
            within(1e-12));
    assertThat(Correction.BENJAMINI_HOCHBERG.of(.9, .04, .041))
        .containsExactly(new double[] {.9, 3 * .041 / 2, 3 * .041 / 2}, within(1e-12));
    assertThatThrownBy(() -> Correction.HOLM.of(1.5))
        .hasMessage("a p-value must be in [0,1], got 1.5");
    assertThatThrownBy(() -> Correction.HOLM.of(Double.NaN))
        .hasMessage("a p-value must be in [0,1], got NaN");
  }

  @Test
  void equivalenceIsTheLargerOfTwoOneSidedTests() {
    Equivalence test = Equivalence.of(.004, .15, 400, .02);
    assertThat(test.p()).isCloseTo(.01675, within(5e-6));
    assertThat(test.low()).isCloseTo(-.0084, within(5e-5));
    assertThat(test.high()).isCloseTo(.0164, within(5e-5));
    assertThat(Equivalence.of(-.004, .15, 400, .02).p()).isCloseTo(test.p(), within(1e-12));
    assertThat(Equivalence.of(.02, .15, 400, .02).p()).isCloseTo(.5, within(1e-12));
  }

  @Test
  void equalDeltasAreEquivalentWhereTheyLieInsideTheMargin() {
    assertThat(Equivalence.of(.01, 0, 5, .02)).isEqualTo(new Equivalence(0, .01, .01));
    assertThat(Equivalence.of(-.02, 0, 5, .02)).isEqualTo(new Equivalence(1, -.02, -.02));
    assertThatThrownBy(() -> Equivalence.of(0, 1, 1, .02))
        .hasMessage("n must be at least 2, got 1");
    assertThatThrownBy(() -> Equivalence.of(0, 1, 2, 0))
        .hasMessage("the margin must be above 0, got 0.0");
  }

  @Test
  void studentsTHasItsTextbookValues() {
    assertThat(StudentT.cdf(0, 5)).isEqualTo(.5);
    assertThat(StudentT.cdf(1, 1)).isCloseTo(.75, within(1e-14));
    assertThat(StudentT.cdf(Math.sqrt(2), 2)).isCloseTo(.5 + Math.sqrt(2) / 4, within(1e-14));
    assertThat(StudentT.cdf(-1, 3)).isCloseTo(1 - StudentT.cdf(1, 3), within(1e-14));
    assertThat(StudentT.cdf(Double.NEGATIVE_INFINITY, 3)).isEqualTo(0);
    assertThat(StudentT.cdf(Double.POSITIVE_INFINITY, 3)).isEqualTo(1);
    assertThat(StudentT.quantile(.975, 1)).isCloseTo(12.706204736174707, within(1e-9));
    assertThat(StudentT.quantile(.975, 10)).isCloseTo(2.2281388519649385, within(1e-10));
    assertThat(StudentT.quantile(.95, 399)).isCloseTo(1.64868, within(5e-6));
    assertThat(StudentT.cdf(1.5, 100_000)).isCloseTo(Normal.cdf(1.5), within(1e-5));
  }

  @Test
  void theDetectableDeltaShrinksWithTheRootOfN() {
    Power one = new Power(.05, .8);
    Power nine = new Power(.05 / 9, .8);
    assertThat(one.factor()).isCloseTo(1.9600 + .8416, within(5e-5));
    assertThat(nine.factor()).isCloseTo(3.6145, within(5e-5));
    int[] n = {50, 100, 200, 500, 1000};
    double[] expectedOne = {.119, .084, .059, .038, .027};
    double[] expectedNine = {.153, .108, .077, .048, .034};
    for (int i = 0; i < n.length; i++) {
      assertThat(one.detectable(.3, n[i])).isCloseTo(expectedOne[i], within(5e-4));
      assertThat(nine.detectable(.3, n[i])).isCloseTo(expectedNine[i], within(5.1e-4));
    }
    assertThat(one.detectable(.3, 100)).isEqualTo(one.factor() * .3 / 10);
  }

  @Test
  void theQuestionsNeededAreRoundedUp() {
    Power power = new Power(.05, .8);
    assertThat(power.questions(.2, .05)).isEqualTo(126);
    assertThat(power.questions(.3, .05)).isEqualTo(283);
    assertThat(power.questions(.4, .05)).isEqualTo(503);
    assertThat(power.questions(.3, .02)).isEqualTo(1766);
    assertThat(Power.clusterFactor(3, .5)).isEqualTo(1 + (3 - 1) * .5);
    assertThat(Power.clusterSize(List.of("a", "a", "a", "b"))).isEqualTo((9 + 1) / 4d);
    assertThat(Power.clusterSize(List.of())).isEqualTo(1);
    assertThatThrownBy(() -> power.questions(.3, 0)).hasMessage("delta must be above 0, got 0.0");
    assertThatThrownBy(() -> power.detectable(.3, 0)).hasMessage("n must be above 0, got 0.0");
    assertThatThrownBy(() -> new Power(0, .8))
        .hasMessage("level and power must be in (0,1), got 0.0 and 0.8");
  }

  @Test
  void winsTiesAndLossesAreCounted() {
    assertThat(WinTieLoss.of(D)).isEqualTo(new WinTieLoss(4, 0, 1));
    assertThat(WinTieLoss.of(new double[] {1e-9, -1e-9, 0, 2e-9, -2e-9}))
        .isEqualTo(new WinTieLoss(1, 3, 1));
  }

  @Test
  void tauComparesAllPairs() {
    double[] order = {1, 2, 3, 4, 5};
    assertThat(KendallTau.b(order, new double[] {2, 1, 3, 5, 4})).hasValue((8 - 2) / 10d);
    assertThat(KendallTau.b(order, order)).hasValue(1);
    assertThat(KendallTau.b(order, new double[] {5, 4, 3, 2, 1})).hasValue(-1);
    assertThat(
            KendallTau.b(
                new double[] {.61, .58, .58, .50, .44}, new double[] {.70, .72, .66, .60, .61}))
        .hasValue(5 / Math.sqrt(9 * 10));
    assertThat(KendallTau.b(order, new double[5])).isEmpty();
    assertThat(KendallTau.b(new double[5], order)).isEmpty();
    assertThat(KendallTau.b(new double[] {1}, new double[] {1})).isEmpty();
    assertThatThrownBy(() -> KendallTau.b(order, new double[4])).hasMessage("5 scores against 4");
  }
}
