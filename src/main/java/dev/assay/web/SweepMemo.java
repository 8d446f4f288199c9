package dev.assay.web;

import dev.assay.analysis.Sweep;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.lab.FinishedExperiment;
import dev.assay.lab.Lab;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last few sweeps, one computed at a time: a sweep takes seconds, and a page is looked at with
/// other legs and depths.
final class SweepMemo {
  private static final int MOST = 4;

  /// A run that ended later may have other legs.
  private record Key(String experiment, @Nullable Instant finished, @Nullable String measure) {}

  private final Map<Key, Optional<Sweep>> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<Sweep>> eldest) {
          return size() > MOST;
        }
      };

  /// The sweep of a finished experiment.
  ///
  /// @param measure null for the primary one
  /// @return null where there is nothing to sweep, or no result yet
  synchronized @Nullable Sweep sweep(
      Lab lab, ExperimentRecord experiment, @Nullable String measure) {
    Optional<FinishedExperiment> finished = lab.of(experiment).finished();
    if (finished.isEmpty()) {
      return null;
    }
    return last.computeIfAbsent(
            new Key(experiment.id(), experiment.finished(), measure),
            _ -> finished.get().showSweep(measure))
        .orElse(null);
  }
}
