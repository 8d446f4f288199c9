package dev.assay.web;

import dev.assay.analysis.Sweep;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.lab.Lab;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last few sweeps: a page is looked at with other legs and depths.
final class SweepMemo {
  /// A run that ended later may have other legs.
  private record Key(String experiment, @Nullable Instant finished, @Nullable String measure) {}

  private final Recent<Key, Optional<Sweep>> last = new Recent<>(4);

  /// The sweep of a finished experiment.
  ///
  /// @param measure null for the primary one
  /// @return null where there is nothing to sweep, or no result yet
  @Nullable Sweep sweep(Lab lab, ExperimentRecord experiment, @Nullable String measure) {
    return last.of(
            new Key(experiment.id(), experiment.finished(), measure),
            () -> lab.of(experiment).finished().flatMap(finished -> finished.showSweep(measure)))
        .orElse(null);
  }
}
