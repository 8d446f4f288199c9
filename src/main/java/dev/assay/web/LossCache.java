package dev.assay.web;

import dev.assay.analysis.Losses;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.lab.Lab;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The losses of the experiments last looked at: each is computed from thousands of stored legs,
/// and changes only when the experiment is run again.
final class LossCache {
  static final int CUTOFF = 10;
  private static final int KEPT = 8;

  private final Map<String, Losses> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Losses> eldest) {
          return size() > KEPT;
        }
      };

  /// Empty until the first run has ended.
  synchronized Optional<Losses> of(Lab lab, ExperimentRecord experiment) {
    String key = experiment.id() + " " + experiment.finished();
    Losses known = kept.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Losses> computed =
        lab.of(experiment).finished().map(finished -> finished.losses(List.of(), CUTOFF));
    computed.ifPresent(losses -> kept.put(key, losses));
    return computed;
  }
}
