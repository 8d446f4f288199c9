package dev.assay.experiment;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Measures how far a run is and tells it twice a second, from a thread of its own: a stage only
/// counts.
public final class Meter implements AutoCloseable {
  private static final long TICK_MILLIS = 500;

  private final Consumer<Progress> listener;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());
  private volatile @Nullable Part part;

  /// The rate is that of the last one to two of these: what an earlier run has done goes by at once
  /// and says nothing of what is left.
  private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();

  private static final class Part {
    private final String stage;
    private final String what;
    private final String unit;
    private final long total;
    private final AtomicLong done = new AtomicLong();
    private Mark from = new Mark(System.nanoTime(), 0);
    private Mark next = from;

    private record Mark(long nanos, long done) {}

    Part(String stage, String what, String unit, long total) {
      this.stage = stage;
      this.what = what;
      this.unit = unit;
      this.total = total;
    }

    Progress progress() {
      var now = new Mark(System.nanoTime(), done.get());
      if (now.nanos() - next.nanos() >= WINDOW_NANOS) {
        from = next;
        next = now;
      }
      return Progress.of(
          stage,
          what,
          unit,
          now.done(),
          total,
          now.done() - from.done(),
          Duration.ofNanos(now.nanos() - from.nanos()));
    }
  }

  public Meter(Consumer<Progress> listener) {
    this.listener = listener;
    var _ = ticker.scheduleAtFixedRate(this::tell, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Begins a part; `total` is 0 where nobody knows it.
  public void begin(String stage, String what, String unit, long total) {
    tell();
    part = new Part(stage, what, unit, total);
  }

  public void add(long count) {
    Part current = part;
    if (current != null) {
      current.done.addAndGet(count);
    }
  }

  /// Sets how much is done.
  public void reach(long count) {
    Part current = part;
    if (current != null) {
      current.done.set(count);
    }
  }

  private synchronized void tell() {
    Part current = part;
    if (current != null) {
      listener.accept(current.progress());
    }
  }

  /// Tells the last state and stops.
  @Override
  public void close() {
    ticker.shutdownNow();
    tell();
  }
}
