package dev.assay.judge;

import java.time.Duration;
import java.util.Arrays;

/// How long a call is waited for before it is tried again: an endpoint that answers in 200 ms and
/// then says nothing for two seconds has lost the call, and waiting a minute for it would cost more
/// than all the others.
///
/// Learned from the replies themselves: a quarter more than the longest of the last 200, at least a
/// quarter of a second, at most the deadline of a call; the deadline alone while fewer than 20
/// came. So it is short where all replies take the same, and long where some take far longer than
/// others. Each further try of a call is given four times as long, so a reply that is merely slow
/// still arrives; whoever asks gives the last one the whole deadline.
final class Patience {
  private static final int FEWEST = 20;
  private static final int REMEMBERED = 200;
  private static final double FACTOR = 1.25;
  private static final Duration SHORTEST = Duration.ofMillis(250);

  private final Duration deadline;
  private final long[] nanos = new long[REMEMBERED];
  private int replies;

  Patience(Duration deadline) {
    this.deadline = deadline;
  }

  synchronized void answered(Duration after) {
    nanos[replies++ % REMEMBERED] = after.toNanos();
  }

  /// @param attempt from 0
  Duration ofAttempt(int attempt) {
    var patience = Duration.ofNanos((long) (FACTOR * longest().toNanos()));
    if (patience.compareTo(SHORTEST) < 0) {
      patience = SHORTEST;
    }
    patience = patience.multipliedBy(1L << Math.min(2 * attempt, 20));
    return patience.compareTo(deadline) < 0 ? patience : deadline;
  }

  /// Of the last replies; the deadline of a call while fewer than 20 came.
  synchronized Duration longest() {
    return replies < FEWEST ? deadline : Duration.ofNanos(Arrays.stream(nanos).max().orElseThrow());
  }
}
