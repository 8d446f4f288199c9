package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.measure.Interval.Method;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootstrapTest {
  private static final double[] D = {.2, .1, .3, -.1, .2};
  private static final int[] ALONE = {0, 1, 2, 3, 4};
  private static final Bootstrap BCA = new Bootstrap(10_000, .95, Method.BCA, 7);
  private static final Bootstrap PERCENTILE = new Bootstrap(10_000, .95, Method.PERCENTILE, 7);

  private static final long SEED = Long.getLong("seed", 11);
  private static final int TRIALS = 1000;

  /// The means of all 5^5 = 3,125 resamples of D.
  private static double[] allMeans() {
    return IntStream.range(0, 3125)
        .mapToDouble(code -> {
          double sum = 0;
          for (int draw = 0, rest = code; draw < 5; draw++, rest /= 5) {
            sum += D[rest % 5];
          }
          return sum / 5;
        })
        .toArray();
  }

  @Test
  void theWorkedExampleOverAllResamples() {
    Clusters clusters = Clusters.of(D, ALONE);
    Interval percentile = PERCENTILE.interval(clusters, allMeans());
    assertThat(percentile.low()).isCloseTo(.02, within(1e-12));
    assertThat(percentile.high()).isCloseTo(.24, within(1e-12));
    Interval bca = BCA.interval(clusters, allMeans());
    assertThat(bca.low()).isCloseTo(-.02, within(1e-12));
    assertThat(bca.high()).isCloseTo(.24, within(1e-12));
    assertThat(bca.method()).isEqualTo(Method.BCA);
  }

  @Test
  void theCorrectionsOfTheWorkedExample() {
    double[] means = allMeans();
    Arrays.sort(means);
    double bias = Bootstrap.bias(means, (.2 + .1 + .3 - .1 + .2) / 5);
    double acceleration = Bootstrap.acceleration(Clusters.of(D, ALONE).meansWithoutOne());
    assertThat(bias).isCloseTo(-.058588, within(5e-7));
    assertThat(acceleration).isCloseTo(-.055904, within(5e-7));
    assertThat(Bootstrap.corrected(.025, bias, acceleration)).isCloseTo(.009801, within(5e-7));
    assertThat(Bootstrap.corrected(.975, bias, acceleration)).isCloseTo(.951553, within(5e-7));
  }

  @Test
  void theStandardErrorOfTheResamplesIsThatOfTheWorkedExample() {
    double[] means = allMeans();
    double mean = Arrays.stream(means).average().orElseThrow();
    double variance =
        Arrays.stream(means).map(m -> (m - mean) * (m - mean)).average().orElseThrow();
    assertThat(Math.sqrt(variance)).isCloseTo(.060663, within(5e-7));
  }

  @Test
  void tenThousandDrawsComeCloseToAllResamples() {
    assertThat(PERCENTILE.interval(D, ALONE).low()).isCloseTo(.02, within(.0201));
    assertThat(PERCENTILE.interval(D, ALONE).high()).isCloseTo(.24, within(.0201));
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    var random = new SplittableRandom(1);
    double[] values = random.doubles(100).toArray();
    int[] alone = IntStream.range(0, 100).toArray();
    assertThat(BCA.interval(values, alone)).isEqualTo(BCA.interval(values, alone));
    assertThat(new Bootstrap(10_000, .95, Method.BCA, 8).interval(values, alone))
        .isNotEqualTo(BCA.interval(values, alone));
  }

  @Test
  void questionsOfOneDocumentAreDrawnTogether() {
    // Ten documents with ten equal questions each know no more than ten questions do.
    double[] ten = {0, 1, 0, 1, 1, 0, 1, 1, 0, 1};
    double[] hundred = IntStream.range(0, 100).mapToDouble(i -> ten[i / 10]).toArray();
    int[] documents = IntStream.range(0, 100).map(i -> i / 10).toArray();
    int[] alone = IntStream.range(0, 100).toArray();
    Interval clustered = BCA.interval(hundred, documents);
    assertThat(clustered).isEqualTo(BCA.interval(ten, IntStream.range(0, 10).toArray()));
    Interval ignored = BCA.interval(hundred, alone);
    assertThat(ignored.high() - ignored.low()).isLessThan((clustered.high() - clustered.low()) / 2);
  }

  @Test
  void theStatisticIsTotalOverTotal() {
    // One document with three questions of 1, one with one of 0: the mean is 3/4, not 1/2.
    Clusters clusters = Clusters.of(new double[] {1, 1, 1, 0}, new int[] {0, 0, 0, 1});
    assertThat(clusters.mean()).isEqualTo(3 / 4d);
    assertThat(clusters.meansWithoutOne()).containsExactly(0 / 1d, 3 / 3d);
  }

  @Test
  void whereAllValuesAreEqualThePercentileIntervalIsGivenAndSaysSo() {
    assertThat(BCA.interval(new double[] {.1, .1, .1}, new int[] {0, 1, 2}))
        .satisfies(interval -> {
          assertThat(interval.method()).isEqualTo(Method.PERCENTILE);
          assertThat(interval.low()).isCloseTo(.1, within(1e-12));
          assertThat(interval.high()).isCloseTo(.1, within(1e-12));
        });
    assertThat(BCA.interval(new double[] {.4}, new int[] {0}))
        .isEqualTo(new Interval(.4, .4, .95, Method.PERCENTILE));
  }

  /// How often the intervals of 1,000 samples hold the true mean.
  private static double coverage(Method method, int clusters, int size, Draw draw) {
    var random = new SplittableRandom(SEED);
    int[] clusterOf = IntStream.range(0, clusters * size).map(i -> i / size).toArray();
    int covered = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] values = new double[clusterOf.length];
      double shared = 0;
      for (int i = 0; i < values.length; i++) {
        shared = i % size == 0 ? draw.value(random) : shared;
        values[i] = size == 1 ? shared : (3 * shared + draw.value(random)) / 4;
      }
      Interval interval = new Bootstrap(1000, .95, method, trial).interval(values, clusterOf);
      covered += interval.low() <= .5 && .5 <= interval.high() ? 1 : 0;
    }
    return covered / (double) TRIALS;
  }

  private interface Draw {
    double value(SplittableRandom random);
  }

  /// Half of the questions found, mean .5: what `Success` looks like.
  private static double oneOrNothing(SplittableRandom random) {
    return random.nextBoolean() ? 1 : 0;
  }

  /// Skewed, mean .5.
  private static double exponential(SplittableRandom random) {
    return -.5 * Math.log(1 - random.nextDouble());
  }

  @ParameterizedTest
  @EnumSource
  void intervalsCoverTheTrueMeanAsOftenAsTheySay(Method method) {
    assertThat(coverage(method, 60, 1, SplittableRandom::nextDouble))
        .as("seed %d", SEED)
        .isBetween(.93, .97);
    assertThat(coverage(method, 60, 1, BootstrapTest::oneOrNothing))
        .as("seed %d", SEED)
        .isBetween(.93, .97);
  }

  @ParameterizedTest
  @EnumSource
  void intervalsOfSharedDocumentsCoverTheTrueMeanAsOftenAsTheySay(Method method) {
    assertThat(coverage(method, 60, 4, SplittableRandom::nextDouble))
        .as("seed %d", SEED)
        .isBetween(.93, .97);
  }

  @Test
  void skewedValuesNeedMoreQuestions() {
    assertThat(coverage(Method.BCA, 200, 1, BootstrapTest::exponential))
        .as("seed %d", SEED)
        .isBetween(.93, .97);
  }

  /// docs/measures.md says so.
  @ParameterizedTest
  @EnumSource
  void intervalsOfTenSkewedValuesAreTooShort(Method method) {
    assertThat(coverage(method, 10, 1, BootstrapTest::exponential))
        .as("seed %d", SEED)
        .isBetween(.84, .90);
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Bootstrap(0, .95, Method.BCA, 1))
        .hasMessage("resamples must be at least 1, got 0");
    assertThatThrownBy(() -> new Bootstrap(1, 1, Method.BCA, 1))
        .hasMessage("level must be in (0,1), got 1.0");
    assertThatThrownBy(() -> BCA.interval(new double[] {1}, new int[0]))
        .hasMessage("1 values, but 0 clusters");
    assertThatThrownBy(() -> BCA.interval(new double[0], new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no values, no interval");
    assertThatThrownBy(() -> new Interval(2, 1, .95, Method.BCA))
        .hasMessage("not an interval: [2.0, 1.0]");
  }
}
