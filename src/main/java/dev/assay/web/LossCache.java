package dev.assay.web;

import dev.assay.analysis.Losses;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.lab.Lab;
import java.util.List;
import java.util.Optional;

/// The losses of the experiments last looked at: each is computed from thousands of stored legs,
/// and changes only when the experiment is run again.
final class LossCache {
  static final int CUTOFF = 10;

  private final Recent<String, Optional<Losses>> kept = new Recent<>(8);

  /// Empty until the first run has ended.
  Optional<Losses> of(Lab lab, ExperimentRecord experiment) {
    return kept.of(
        experiment.id() + " " + experiment.finished(),
        () -> lab.of(experiment).finished().map(finished -> finished.losses(List.of(), CUTOFF)));
  }
}
