package dev.assay.cli;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.report.HistoryText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay history`.
@Command(
    header = "Shows the primary measure over the runs of an experiment, and when to decide again.",
    description = {
      "%nRuns on another corpus or other golden questions than the last one are marked: their values "
          + "do not compare. reEvaluate in the experiment file says how long a choice holds.",
    },
    customSynopsis = "assay history [NAME] [--now]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay history               the experiment that ran last",
      "  assay history demo --now    and whether documents or questions changed since",
    })
final class HistoryCommand implements Callable<Integer> {
  private final Assay assay;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The name of an experiment (default: that of the last run).")
  private @Nullable String name;

  @Option(
      names = "--now",
      description = "Read documents and golden questions as they are now, and compare.")
  private boolean now;

  HistoryCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = assay.openExisting()) {
      ExperimentRecord newest =
          lab.experiments().stream()
              .filter(experiment -> !experiment.partial())
              .filter(experiment -> name == null || experiment.name().equals(name))
              .findFirst()
              .orElseGet(() -> assay.find(lab, name == null ? "last" : name));
      var history =
          lab.history(newest, now)
              .orElseThrow(() ->
                  Assay.wrong(
                      "no run of '" + newest.name() + "' has finished",
                      "assay run " + Shell.quote(newest.file().toString()) + " finishes it"));
      if (assay.json()) {
        assay.terminal.json(history);
      } else {
        assay.terminal.print(HistoryText.of(history));
      }
      return Exit.DONE;
    }
  }
}
