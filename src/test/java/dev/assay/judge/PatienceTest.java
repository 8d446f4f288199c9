package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience(Duration.ofSeconds(60));

  @Test
  void nothingIsKnownBeforeTwentyReplies() {
    answered(19, 200);
    assertThat(patience.ofAttempt(0)).isEqualTo(Duration.ofSeconds(60));

    answered(1, 400);
    assertThat(patience.ofAttempt(0)).isEqualTo(Duration.ofMillis(400 + 100));
  }

  @Test
  void theLongestReplyDecidesAndEveryFurtherTryGetsFourTimesAsLong() {
    answered(95, 300);
    answered(1, 600);
    answered(5, 200);

    assertThat(patience.ofAttempt(0)).isEqualTo(Duration.ofMillis(750));
    assertThat(patience.ofAttempt(1)).isEqualTo(Duration.ofSeconds(3));
    assertThat(patience.ofAttempt(2)).isEqualTo(Duration.ofSeconds(12));
    assertThat(patience.ofAttempt(3)).isEqualTo(Duration.ofSeconds(48));
    assertThat(patience.ofAttempt(4)).isEqualTo(Duration.ofSeconds(60));
    assertThat(patience.ofAttempt(1000)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aFastEndpointIsStillGivenAQuarterOfASecond() {
    answered(200, 5);

    assertThat(patience.ofAttempt(0)).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void anEndpointThatBecameSlowIsWaitedForAgain() {
    answered(200, 200);
    answered(1, 2000);
    assertThat(patience.ofAttempt(0))
        .as("one slow reply is enough")
        .isEqualTo(Duration.ofMillis(2500));

    answered(200, 300);
    assertThat(patience.ofAttempt(0)).as("and is forgotten").isEqualTo(Duration.ofMillis(375));
  }

  private void answered(int times, long milliseconds) {
    for (int i = 0; i < times; i++) {
      patience.answered(Duration.ofMillis(milliseconds));
    }
  }
}
