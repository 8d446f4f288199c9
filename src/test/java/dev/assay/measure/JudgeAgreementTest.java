package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The worked example: 50 labelled items, 30 of them yes; the judge says yes to 27 of these 30 and
/// no to 14 of the other 20. Of 1,000 more items it says yes to 660.
class JudgeAgreementTest {
  private static final Confusion LABELLED = new Confusion(27, 3, 6, 14);
  private static final double[] HUMAN = items(27, 1, 3, 1, 6, 0, 14, 0);
  private static final double[] JUDGE = items(27, 1, 3, 0, 6, 1, 14, 0);
  private static final double[] JUDGE_ONLY = items(660, 1, 340, 0);

  /// So many of a value, then so many of the next.
  private static double[] items(int... countsAndValues) {
    double[] items = new double[0];
    for (int i = 0; i < countsAndValues.length; i += 2) {
      int from = items.length;
      items = Arrays.copyOf(items, from + countsAndValues[i]);
      Arrays.fill(items, from, items.length, countsAndValues[i + 1]);
    }
    return items;
  }

  private static void assertEstimate(
      Estimate estimate, double value, double error, double low, double high) {
    assertThat(estimate.value()).isCloseTo(value, within(1e-12));
    assertThat(estimate.standardError()).isCloseTo(error, within(1e-12));
    assertThat(estimate.low()).isCloseTo(low, within(5e-4));
    assertThat(estimate.high()).isCloseTo(high, within(5e-4));
  }

  @Test
  void theJudgeAloneIsBiased() {
    assertThat(Moments.mean(JUDGE_ONLY)).isEqualTo(.66);
    Estimate labelsAlone =
        PredictionPowered.tuned(HUMAN, new double[50], new double[] {0, 0}, .95).mean();
    assertEstimate(labelsAlone, 30 / 50d, Math.sqrt(.6 * .4 / 50), .464, .736);
  }

  @Test
  void predictionPoweredInferenceTakesTheBiasOff() {
    PredictionPowered plain = PredictionPowered.plain(HUMAN, JUDGE, JUDGE_ONLY, .95);
    // f - Y is 1 six times and -1 three times: mean .06, mean square 9/50.
    double error = Math.sqrt(.66 * .34 / 1000 + (9 / 50d - .06 * .06) / 50);
    assertThat(error).isCloseTo(.0613, within(5e-5));
    assertThat(plain.lambda()).isEqualTo(1);
    assertEstimate(plain.mean(), .66 - (33 - 30) / 50d, error, .480, .720);
  }

  @Test
  void tuningReliesOnTheJudgeAsFarAsItHelps() {
    PredictionPowered tuned = PredictionPowered.tuned(HUMAN, JUDGE, JUDGE_ONLY, .95);
    double lambda = (27 / 50d - .6 * .66) / ((1 + 50 / 1000d) * .66 * .34);
    assertThat(lambda).isCloseTo(.6112, within(5e-5));
    assertThat(tuned.lambda()).isCloseTo(lambda, within(1e-12));
    // var(Y - lambda f) = var Y - 2 lambda cov + lambda^2 var f
    double rest = .6 * .4 - 2 * lambda * (27 / 50d - .6 * .66) + lambda * lambda * .66 * .34;
    double error = Math.sqrt(lambda * lambda * .66 * .34 / 1000 + rest / 50);
    assertThat(error).isCloseTo(.0551, within(5e-5));
    assertEstimate(tuned.mean(), lambda * .66 + .6 - lambda * .66, error, .492, .708);
  }

  @Test
  void aJudgeThatAlwaysSaysTheSameIsNotReliedOn() {
    double[] always = items(50, 1);
    assertThat(PredictionPowered.tuned(HUMAN, always, items(9, 1), .95).lambda()).isZero();
    assertThatThrownBy(() -> PredictionPowered.plain(HUMAN, items(49, 1), JUDGE_ONLY, .95))
        .hasMessage("50 labels against 49 values of the judge");
    assertThatThrownBy(() -> PredictionPowered.tuned(HUMAN, items(49, 1), JUDGE_ONLY, .95))
        .hasMessage("50 values against 49");
    assertThatThrownBy(() -> PredictionPowered.plain(HUMAN, JUDGE, new double[0], .95))
        .hasMessage("no values, no mean");
    assertThatThrownBy(() -> PredictionPowered.plain(HUMAN, JUDGE, JUDGE_ONLY, 95))
        .hasMessage("level must be in (0,1), got 95.0");
  }

  @Test
  void roganAndGladenInvertTheJudgesErrors() {
    double pi = (.66 + .7 - 1) / (.9 + .7 - 1);
    double variance =
        (.66 * .34 / 1000 + pi * pi * .9 * .1 / 30 + (1 - pi) * (1 - pi) * .7 * .3 / 20)
            / (.6 * .6);
    assertThat(Math.sqrt(variance)).isCloseTo(.0910, within(5.1e-5));
    assertThat(LABELLED.roganGladen(660, 1000, .95))
        .hasValueSatisfying(
            estimate -> assertEstimate(estimate, .6, Math.sqrt(variance), .422, .778));
  }

  /// @param each how many neighbouring items are a group
  private static List<Rated> rated(int each) {
    var items = new ArrayList<Rated>();
    for (int i = 0; i < HUMAN.length; i++) {
      items.add(new Rated("labelled " + i / each, JUDGE[i], HUMAN[i]));
    }
    for (int i = 0; i < JUDGE_ONLY.length; i++) {
      items.add(new Rated("other " + i / each, JUDGE_ONLY[i], null));
    }
    return items;
  }

  @Test
  void itemsThatAreDrawnOneByOneHaveTheSameIntervalAsWithoutGroups() {
    Estimate rogan = RoganGladen.of(rated(1), .95).orElseThrow();
    Estimate usual = LABELLED.roganGladen(660, 1000, .95).orElseThrow();
    assertThat(rogan.value()).isEqualTo(usual.value());
    assertThat(rogan.standardError()).isCloseTo(usual.standardError(), within(1e-12));
  }

  /// Ten claims an answer, all alike: as much is known as from one of each.
  @Test
  void itemsThatAreAlikeAndDrawnTogetherTellNoMoreThanOneOfThem() {
    var one = new ArrayList<Rated>();
    var ten = new ArrayList<Rated>();
    for (int i = 0; i < 40; i++) {
      double people = i % 5 < 3 ? 1 : 0;
      double judge = i % 7 == 0 ? 1 - people : people;
      var item = new Rated("a" + i, judge, i < 20 ? (Double) people : null);
      one.add(item);
      ten.addAll(Collections.nCopies(10, item));
    }
    assertThat(RoganGladen.of(ten, .95).orElseThrow().standardError())
        .isCloseTo(RoganGladen.of(one, .95).orElseThrow().standardError(), within(1e-12));
    assertThat(RoganGladen.confusion(ten).roganGladen(110, 200, .95).orElseThrow().standardError())
        .as("as if they were drawn one by one")
        .isCloseTo(
            RoganGladen.of(one, .95).orElseThrow().standardError() / Math.sqrt(10), within(1e-12));
  }

  @Test
  void aJudgeNoBetterThanChanceIsRefused() {
    assertThat(new Confusion(2, 1, 2, 1).roganGladen(5, 10, .95)).isEmpty();
    assertThat(new Confusion(1, 2, 2, 1).roganGladen(5, 10, .95)).isEmpty();
    assertThat(new Confusion(0, 0, 1, 9).roganGladen(5, 10, .95)).isEmpty();
    assertThat(new Confusion(9, 1, 0, 0).roganGladen(5, 10, .95)).isEmpty();
    assertThat(new Confusion(2, 1, 1, 2).roganGladen(0, 10, .95)).isPresent();
    assertThat(new Confusion(2, 1, 1, 2).roganGladen(10, 10, .95)).isPresent();
    for (int[] wrong : new int[][] {{11, 10}, {-1, 10}, {0, 0}}) {
      assertThatThrownBy(() -> LABELLED.roganGladen(wrong[0], wrong[1], .95))
          .hasMessage("%d of %d is not a share".formatted(wrong[0], wrong[1]));
    }
  }

  @Test
  void sharesHaveWilsonIntervals() {
    assertThat(LABELLED.sensitivity(.95))
        .hasValueSatisfying(share -> assertShare(share, 27 / 30d, .744, .965, 30));
    assertThat(LABELLED.specificity(.95))
        .hasValueSatisfying(share -> assertShare(share, 14 / 20d, .481, .855, 20));
    assertThat(new Confusion(0, 0, 0, 0).sensitivity(.95)).isEmpty();
    assertThat(new Confusion(1, 0, 0, 0).specificity(.95)).isEmpty();
    // At 0 of n: z^2 / (n + z^2).
    double z2 = 1.959963984540054 * 1.959963984540054;
    assertThat(Proportion.of(0, 10, .95))
        .hasValueSatisfying(share -> assertShare(share, 0, 0, z2 / (10 + z2), 10));
    assertThat(Proportion.of(10, 10, .95))
        .hasValueSatisfying(share -> assertShare(share, 1, 10 / (10 + z2), 1, 10));
    assertThatThrownBy(() -> Proportion.of(2, 1, .95)).hasMessage("2 of 1 is not a share");
    assertThatThrownBy(() -> Proportion.of(-1, 1, .95)).hasMessage("-1 of 1 is not a share");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 49, 185, 2099})
  void noneAndAllAreTheirOwnOuterBounds(int n) {
    assertThat(Proportion.of(0, n, .95))
        .hasValueSatisfying(none -> assertThat(none.low()).isEqualTo(0));
    assertThat(Proportion.of(n, n, .95))
        .hasValueSatisfying(all -> assertThat(all.high()).isEqualTo(1));
  }

  private static void assertShare(Proportion share, double value, double low, double high, int n) {
    assertThat(share.share()).isEqualTo(value);
    assertThat(share.low()).isCloseTo(low, within(5e-4));
    assertThat(share.high()).isCloseTo(high, within(5e-4));
    assertThat(share.n()).isEqualTo(n);
  }

  @Test
  void kappaIsAgreementBeyondChance() {
    double observed = 41 / 50d;
    double expected = .6 * .66 + .4 * .34;
    assertThat(expected).isCloseTo(.532, within(1e-12));
    assertThat(LABELLED.kappa().orElseThrow())
        .isCloseTo((observed - expected) / (1 - expected), within(1e-12))
        .isCloseTo(.6154, within(5e-5));
    assertThat(new Confusion(5, 0, 0, 0).kappa()).isEmpty();
    assertThat(new Confusion(0, 0, 0, 0).kappa()).isEmpty();
    assertThat(new Confusion(5, 0, 0, 5).kappa()).hasValue(1);
    assertThat(new Confusion(0, 5, 5, 0).kappa()).hasValue(-1);
  }

  @Test
  void quadraticWeightsForgiveNeighbouringGrades() {
    // Grades 0..2, rows one rater, columns the other; 10 items.
    int[][] counts = {{3, 1, 0}, {0, 2, 1}, {1, 0, 2}};
    // Off by one: 2 items, off by two: 1 item. Shares: rows .4 .3 .3, columns .4 .3 .3.
    double observed = 2 * 1 + 1 * 4;
    double byOne = .4 * .3 + .3 * .4 + .3 * .3 + .3 * .3;
    double byTwo = .4 * .3 + .3 * .4;
    assertThat(Kappa.quadratic(counts).orElseThrow())
        .isCloseTo(1 - observed / (10 * (byOne * 1 + byTwo * 4)), within(1e-12));
    assertThat(Kappa.plain(counts).orElseThrow())
        .isCloseTo(1 - 3 / (10 * (byOne + byTwo)), within(1e-12));
    assertThatThrownBy(() -> Kappa.plain(new int[][] {{1, 2}, {3}}))
        .hasMessage("row 1 has 1 columns, not 2");
    assertThatThrownBy(() -> new Confusion(1, -1, 0, 0))
        .hasMessage("counts must be at least 0, got 1 -1 0 0");
  }

  @Test
  void aurocCountsTiesHalf() {
    // .9 and .8 beat all three; .6 beats .2, ties .6, loses to .7.
    assertThat(Auroc.of(new double[] {.9, .8, .6}, new double[] {.7, .6, .2}))
        .hasValue((3 + 3 + 1.5) / 9);
    assertThat(Auroc.of(new double[] {1}, new double[] {0})).hasValue(1);
    assertThat(Auroc.of(new double[] {0}, new double[] {1})).hasValue(0);
    assertThat(Auroc.of(new double[] {1, 1}, new double[] {1})).hasValue(.5);
    assertThat(Auroc.of(new double[0], new double[] {1})).isEmpty();
    assertThat(Auroc.of(new double[] {1}, new double[0])).isEmpty();
  }

  @Test
  void aurocAgreesWithComparingAllPairs() {
    long seed = Long.getLong("seed", 3);
    var random = new SplittableRandom(seed);
    for (int trial = 0; trial < 300; trial++) {
      // Few values, so many ties.
      double[] positives = random.ints(1 + random.nextInt(9), 0, 6).asDoubleStream().toArray();
      double[] negatives = random.ints(1 + random.nextInt(9), 0, 6).asDoubleStream().toArray();
      double wins = 0;
      for (double positive : positives) {
        for (double negative : negatives) {
          wins += positive > negative ? 1 : positive == negative ? .5 : 0;
        }
      }
      assertThat(Auroc.of(positives, negatives).orElseThrow())
          .as("seed %d, trial %d", seed, trial)
          .isCloseTo(wins / (positives.length * negatives.length), within(1e-12));
    }
  }

  @Test
  void calibrationComparesConfidenceWithTruth() {
    Calibration calibration =
        Calibration.of(
            new double[] {.95, .92, .85, .65, .62, .15},
            new boolean[] {true, true, false, true, false, false});
    assertThat(calibration.ece())
        .isCloseTo((2 * (1 - .935) + 1 * .85 + 2 * (.635 - .5) + 1 * .15) / 6, within(1e-12))
        .isCloseTo(.2333, within(5e-5));
    assertThat(calibration.brier())
        .isCloseTo(
            (.05 * .05 + .08 * .08 + .85 * .85 + .35 * .35 + .62 * .62 + .15 * .15) / 6,
            within(1e-12))
        .isCloseTo(.2101, within(5e-5));
    assertThat(calibration.bins()).extracting(Calibration.Bin::number).containsExactly(1, 6, 8, 9);
    assertThat(calibration.bins().getLast().n()).isEqualTo(2);
    assertThat(calibration.bins().getLast().confidence()).isCloseTo(.935, within(1e-12));
    assertThat(calibration.bins().get(1).shareTrue()).isEqualTo(1 / 2d);
  }

  @Test
  void theLastBinIsClosed() {
    Calibration calibration =
        Calibration.of(new double[] {1, .9, 0}, new boolean[] {true, true, false});
    assertThat(calibration.bins()).extracting(Calibration.Bin::n).containsExactly(1, 2);
    assertThat(calibration.brier()).isCloseTo(.1 * .1 / 3, within(1e-12));
    assertThatThrownBy(() -> Calibration.of(new double[] {1.1}, new boolean[] {true}))
        .hasMessage("a confidence must be in [0,1], got 1.1");
    assertThatThrownBy(() -> Calibration.of(new double[] {-.1}, new boolean[] {true}))
        .hasMessage("a confidence must be in [0,1], got -0.1");
    assertThatThrownBy(() -> Calibration.of(new double[] {1}, new boolean[0]))
        .hasMessage("1 confidences against 0 truths");
    assertThatThrownBy(() -> Calibration.of(new double[0], new boolean[0]))
        .hasMessage("0 confidences against 0 truths");
  }

  @Test
  void theEffectSizeIsTheMeanInUnitsOfTheSpread() {
    double[] deltas = {.2, .1, .3, -.1, .2};
    double squares = .06 * .06 + .04 * .04 + .16 * .16 + .24 * .24 + .06 * .06;
    assertThat(Moments.standardDeviation(deltas))
        .isCloseTo(Math.sqrt(squares / 4), within(1e-12))
        .isCloseTo(.151658, within(5e-7));
    assertThat(Moments.effectSize(deltas).orElseThrow()).isCloseTo(.923, within(5e-4));
    assertThat(Moments.effectSize(.5, .5)).isEmpty();
    assertThat(Moments.effectSize(.5)).isEmpty();
  }

  /// On simulated judges, both corrections find the truth and their intervals hold it as often as
  /// they say.
  @Test
  void correctedIntervalsCoverTheTruth() {
    long seed = Long.getLong("seed", 17);
    var random = new SplittableRandom(seed);
    int trials = 1000;
    int powered = 0;
    int inverted = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[][] labelled = simulated(200, random);
      double[] judgeOnly = simulated(1000, random)[1];
      Estimate tuned = PredictionPowered.tuned(labelled[0], labelled[1], judgeOnly, .95).mean();
      powered += tuned.low() <= .6 && .6 <= tuned.high() ? 1 : 0;
      int yes = (int) Arrays.stream(judgeOnly).sum();
      Estimate rogan = confusion(labelled).roganGladen(yes, 1000, .95).orElseThrow();
      inverted += rogan.low() <= .6 && .6 <= rogan.high() ? 1 : 0;
    }
    assertThat(powered / (double) trials).as("PPI++, seed %d", seed).isBetween(.93, .97);
    assertThat(inverted / (double) trials).as("Rogan-Gladen, seed %d", seed).isBetween(.93, .97);
  }

  /// Truth is yes for 60 %; the judge is right on 90 % of these and 70 % of the others.
  private static double[][] simulated(int n, SplittableRandom random) {
    double[][] both = new double[2][n];
    for (int i = 0; i < n; i++) {
      both[0][i] = random.nextDouble() < .6 ? 1 : 0;
      both[1][i] = random.nextDouble() < (both[0][i] == 1 ? .9 : .3) ? 1 : 0;
    }
    return both;
  }

  private static Confusion confusion(double[][] both) {
    int[] counts = new int[4];
    for (int i = 0; i < both[0].length; i++) {
      counts[(int) (2 * (1 - both[0][i]) + 1 - both[1][i])]++;
    }
    return new Confusion(counts[0], counts[1], counts[2], counts[3]);
  }
}
