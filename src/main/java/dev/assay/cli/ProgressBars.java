package dev.assay.cli;

import dev.assay.experiment.Progress;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Progress on a terminal: a bar for each part of a run that takes long enough to be seen.
final class ProgressBars implements Consumer<Progress>, AutoCloseable {
  private final PrintStream err;
  private @Nullable ProgressBar bar;
  private String part = "";
  private volatile @Nullable Progress latest;

  ProgressBars(PrintStream err) {
    this.err = err;
  }

  @Override
  public synchronized void accept(Progress progress) {
    String current = progress.stage() + " " + progress.what();
    boolean done = progress.done() >= progress.total();
    if (!current.equals(part)) {
      close();
      if (done) {
        return;
      }
      part = current;
    }
    latest = progress;
    ProgressBar shown = bar == null ? open(progress) : bar;
    bar = shown;
    shown.stepTo(progress.done());
    if (done) {
      close();
    }
  }

  private ProgressBar open(Progress progress) {
    return new ProgressBarBuilder()
        .setTaskName("%-8s".formatted(progress.stage()))
        .setInitialMax(progress.total())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .setConsumer(new ConsoleProgressBarConsumer(err))
        .showSpeed()
        .setEtaFunction(_ -> {
          Progress known = latest;
          return known == null ? Optional.empty() : Optional.ofNullable(known.eta());
        })
        .build()
        .setExtraMessage(" " + progress.what());
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    part = "";
  }
}
