package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  /// 50,000 of 100,000 were there already; lately 60 a minute were done.
  @Test
  void whatIsLeftTakesAsLongAsWhatWasDoneLately() {
    var progress =
        Progress.of("judge", "demo", "answers", 52_000, 100_000, 60, Duration.ofMinutes(1));

    assertThat(progress.rate()).isEqualTo(1);
    assertThat(progress.eta()).isEqualTo(Duration.ofMinutes(800));
    assertThat(Progress.of("judge", "demo", "answers", 5, 10, 0, Duration.ofMinutes(1)).eta())
        .as("nothing lately")
        .isNull();
  }
}
