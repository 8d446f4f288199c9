package dev.assay.cli;

import dev.assay.experiment.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Progress where nobody watches a screen: a line every ten seconds.
final class ProgressLines implements Consumer<Progress> {
  private static final long EVERY = Duration.ofSeconds(10).toNanos();

  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private long next;

  ProgressLines(Consumer<String> lines, LongSupplier nanoTime) {
    this.lines = lines;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong() + EVERY;
  }

  @Override
  public synchronized void accept(Progress progress) {
    long now = nanoTime.getAsLong();
    if (now - next >= 0) {
      next = now + EVERY;
      lines.accept(text(progress));
    }
  }

  /// `embed 84% 2514/2998 chunks 61/s ETA 0:08 bge-small, markdown`
  static String text(Progress progress) {
    var text = new StringBuilder(progress.stage());
    if (progress.total() > 0) {
      text.append("  ").append(100 * progress.done() / progress.total()).append('%');
      text.append("  ").append(progress.done()).append('/').append(progress.total());
    } else {
      text.append("  ").append(progress.done());
    }
    text.append(' ').append(progress.unit()).append("  ").append(rate(progress.rate()));
    Duration eta = progress.eta();
    if (eta != null) {
      text.append("  ETA ").append(clock(eta));
    }
    return text.append("  ").append(progress.what()).toString();
  }

  /// `61/s`, `0.4/s`
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%.0f/s", perSecond);
  }

  /// `0:08`, `1:02:30`
  static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
