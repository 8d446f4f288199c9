package dev.assay.judge;

import java.time.Duration;

/// A clock that only goes forward, and waiting by it.
interface Ticker {
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };

  long nanos();

  void sleep(Duration time) throws InterruptedException;
}
