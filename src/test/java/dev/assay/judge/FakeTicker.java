package dev.assay.judge;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until somebody sleeps by it.
final class FakeTicker implements Ticker {
  private final AtomicLong now = new AtomicLong();

  @Override
  public long nanos() {
    return now.get();
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    now.addAndGet(time.toNanos());
  }

  Duration time() {
    return Duration.ofNanos(now.get());
  }
}
