package dev.assay.cli;

import dev.assay.report.LossText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay loss`.
@Command(
    header = "Says where evidence was lost: chunking, model, index, fusion or reranking.",
    description = {
      "%nPer configuration the share of the evidence that is missing from the first hits, split into "
          + "the places where it was lost, and the questions behind each. docs/losses.md explains "
          + "each figure.",
    },
    customSynopsis = "assay loss [EXPERIMENT] [CONFIG..] [--cutoff K]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay loss                    every configuration of the last run",
      "  assay loss demo A C           two of them",
      "  assay loss last --cutoff 5    what the first five hits miss",
    })
final class LossCommand implements Callable<Integer> {
  private final Assay assay;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "last",
      description = "Its id, a unique beginning of it, or last (default: ${DEFAULT-VALUE}).")
  private String experiment = "last";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CONFIG",
      description = "Only these configurations, by id or label.")
  private List<String> configurations = List.of();

  @Option(
      names = "--cutoff",
      paramLabel = "K",
      defaultValue = "10",
      description = "How many hits count (default: ${DEFAULT-VALUE}).")
  private int cutoff = 10;

  LossCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    if (cutoff < 1) {
      throw Assay.wrong("--cutoff must be at least 1, got " + cutoff, null);
    }
    try (var lab = assay.openExisting()) {
      var losses = CompareCommand.finished(assay, lab, experiment).losses(configurations, cutoff);
      if (assay.json()) {
        assay.terminal.json(losses);
      } else {
        assay.terminal.print(LossText.of(losses));
      }
      return Exit.DONE;
    }
  }
}
