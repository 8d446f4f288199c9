package dev.assay.web;

import dev.assay.experiment.Event;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Progress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an experiment stands now.
///
/// @param state `running`, `interrupted`, `finished` or `failed`
/// @param reason why it failed, or null
/// @param progress how far the run is; null unless it is running or interrupted
/// @param seq the last event of the experiment, 0 where there is none
public record Standing(
    String state, @Nullable String reason, @Nullable Progress progress, long seq) {
  /// A run writes an event twice a second; one that is silent for longer than this was killed.
  static final Duration SILENCE = Duration.ofSeconds(20);

  static Standing of(ExperimentRecord experiment, Event.@Nullable Numbered last, Instant now) {
    long seq = last == null ? 0 : last.seq();
    Instant heard =
        last == null || last.at().isBefore(experiment.started()) ? experiment.started() : last.at();
    return switch (experiment.state()) {
      case FINISHED -> new Standing("finished", null, null, seq);
      case FAILED -> new Standing("failed", experiment.error(), null, seq);
      case RUNNING ->
          new Standing(
              heard.plus(SILENCE).isBefore(now) ? "interrupted" : "running",
              null,
              last != null && last.event() instanceof Event.Advanced advanced
                  ? advanced.progress()
                  : null,
              seq);
    };
  }

  public boolean running() {
    return state.equals("running");
  }
}
