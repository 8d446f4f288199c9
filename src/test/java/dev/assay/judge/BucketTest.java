package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @Test
  void aTwentiethOfAMinuteIsThereAtOnceAndTheRestComesEvenly() {
    var bucket = new Bucket(60, 0); // one a second, three at once

    assertThat(bucket.take(1, 0)).isZero();
    assertThat(bucket.take(1, 0)).isZero();
    assertThat(bucket.take(1, 0)).isZero();
    assertThat(bucket.take(1, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(bucket.take(1, 0)).isEqualTo(Duration.ofSeconds(2));
    // Half a second later the two in debt still come first.
    assertThat(bucket.take(1, MINUTE / 120)).isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void noMinuteSeesMoreThanATwentiethAboveWhatIsAllowed() {
    var bucket = new Bucket(600, 0);
    long started = 0;
    for (long now = 0; now < MINUTE; now += MINUTE / 6000) {
      var wait = bucket.take(1, now);
      started += now + wait.toNanos() < MINUTE ? 1 : 0;
    }

    assertThat(started).isBetween(629L, 631L); // 600 + 600 / 20
  }

  @Test
  void aCallLargerThanTheBucketWaitsAndIsNotRefused() {
    var bucket = new Bucket(1000, 0); // holds 50

    assertThat(bucket.take(550, 0)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whatWasExpectedAndNotUsedIsGivenBack() {
    var bucket = new Bucket(1000, 0);
    bucket.take(1050, 0);
    bucket.correct(900);

    assertThat(bucket.take(100, 0))
        .isEqualTo(Duration.ofSeconds(12)); // 50 - 1050 + 900 - 100 = -200
  }
}
