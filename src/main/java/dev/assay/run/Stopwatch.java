package dev.assay.run;

import dev.assay.experiment.Result;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Wall-clock seconds per stage of one run. A stage may be timed in several pieces.
final class Stopwatch {
  private final long started = System.nanoTime();
  private final Map<String, Long> nanos = new HashMap<>();

  <T> T time(String stage, Supplier<T> work) {
    long from = System.nanoTime();
    try {
      return work.get();
    } finally {
      nanos.merge(stage, System.nanoTime() - from, Long::sum);
    }
  }

  void run(String stage, Runnable work) {
    Boolean _ =
        time(
            stage,
            () -> {
              work.run();
              return true;
            });
  }

  Result.Seconds seconds() {
    return new Result.Seconds(
        (System.nanoTime() - started) / 1e9,
        of("embed"),
        of("index"),
        of("search"),
        of("measure"),
        of("judge"));
  }

  private double of(String stage) {
    return nanos.getOrDefault(stage, 0L) / 1e9;
  }
}
