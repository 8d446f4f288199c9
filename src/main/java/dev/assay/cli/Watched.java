package dev.assay.cli;

import dev.assay.experiment.Progress;
import java.util.function.Consumer;
import java.util.function.Function;

/// Work whose progress is shown: bars on a screen, lines elsewhere, nothing where nobody wants it.
final class Watched {
  private Watched() {}

  /// @param work gets who hears of its progress
  static <T> T work(Terminal terminal, Function<Consumer<Progress>, T> work) {
    if (terminal.isQuiet()) {
      return work.apply(_ -> {});
    }
    if (terminal.drawsBars()) {
      try (var bars = new ProgressBars(terminal.err())) {
        return work.apply(bars);
      }
    }
    return work.apply(new ProgressLines(terminal::note, System::nanoTime));
  }
}
