package dev.assay.cli;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.lab.FinishedExperiment;
import dev.assay.lab.Lab;
import picocli.CommandLine.Parameters;

/// The experiment that a command reads: its first argument.
final class NamedExperiment {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "last",
      description = "Its id, a unique beginning of it, or last (default: ${DEFAULT-VALUE}).")
  private String name = "last";

  ExperimentRecord find(Assay assay, Lab lab) {
    return assay.find(lab, name);
  }

  FinishedExperiment finished(Assay assay, Lab lab) {
    return assay.finished(lab, name);
  }
}
