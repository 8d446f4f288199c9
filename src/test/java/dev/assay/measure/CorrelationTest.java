package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  /// numpy.corrcoef gives the same.
  @Test
  void ofFivePairsByHand() {
    double[] x = {1, 2, 3, 4, 5};
    double[] y = {2, 4, 5, 4, 5};

    // deviations -2..2 and -2, 0, 1, 0, 1: 6 / sqrt(10 * 6)
    assertThat(Correlation.of(x, y).orElseThrow()).isCloseTo(6 / Math.sqrt(60), within(1e-15));
    assertThat(Correlation.of(x, new double[] {5, 4, 3, 2, 1}).orElseThrow())
        .isCloseTo(-1, within(1e-15));
  }

  @Test
  void saysNothingOfWhatDoesNotVary() {
    assertThat(Correlation.of(new double[] {1, 2}, new double[] {3, 3})).isEmpty();
    assertThat(Correlation.of(new double[] {1}, new double[] {3})).isEmpty();
    assertThat(Correlation.of(new double[0], new double[0])).isEmpty();
    assertThatThrownBy(() -> Correlation.of(new double[1], new double[2]))
        .hasMessage("1 numbers against 2");
  }

  @Test
  void anIntervalDrawsClustersTogether() {
    var rows = List.of(0.0, 0.0, 1.0, 1.0);

    var apart = figure(rows, "abcd");

    assertThat(apart).isEqualTo(new Figure(.5, 0, 1));
    assertThat(figure(rows, "aaaa")).isEqualTo(new Figure(.5, .5, .5));
    assertThat(new Resampling<>(rows, String::valueOf, 7).figure(_ -> OptionalDouble.empty()))
        .isNull();
  }

  private static Figure figure(List<Double> rows, String clusters) {
    var numbered = List.of(0, 1, 2, 3);
    return Objects.requireNonNull(
        new Resampling<>(numbered, row -> clusters.substring(row, row + 1), 7)
            .figure(drawn -> drawn.stream().mapToDouble(rows::get).average()));
  }
}
