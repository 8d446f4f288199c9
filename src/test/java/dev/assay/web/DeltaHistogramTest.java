package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeltaHistogramTest {
  @Test
  void eachBarIsATenthWideAndClosedAtItsFarEnd() {
    int[] counts =
        new DeltaHistogram(List.of(-1.0, -.95, -.05, -.1, 0.0, 1e-12, .1, .11, .3, 1.0)).counts();

    assertThat(counts).hasSize(21);
    assertThat(counts[0]).isEqualTo(2);
    assertThat(counts[9]).isEqualTo(2);
    assertThat(counts[10]).isEqualTo(2);
    assertThat(counts[11]).isEqualTo(1);
    assertThat(counts[12]).isEqualTo(1);
    assertThat(counts[13]).isEqualTo(1);
    assertThat(counts[20]).isEqualTo(1);
  }
}
