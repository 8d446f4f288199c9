package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double[] D = {.2, .1, .3, -.1, .2};
  private static final SignFlip TEST = new SignFlip(10_000, 7);

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
    long seed = Long.getLong("seed", 5);
    var random = new SplittableRandom(seed);
    int below5 = 0;
    int below50 = 0;
    for (int trial = 0; trial < 1000; trial++) {
      double[] deltas = random.doubles(40, -1, 1).toArray();
      double p = new SignFlip(1000, trial).p(deltas, alone(40));
      below5 += p <= .05 ? 1 : 0;
      below50 += p <= .5 ? 1 : 0;
    }
    assertThat(below5).as("seed %d", seed).isBetween(25, 75);
    assertThat(below50).as("seed %d", seed).isBetween(440, 560);
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
