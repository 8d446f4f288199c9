package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.experiment.Sweep;
import dev.assay.report.SweepText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay sweep`.
@Command(
    header = "Tries every fusion of the stored legs, and confirms the best on held-out questions.",
    description = {
      "%nRRF with k 1 to 200, and weights in steps of .01 of scores normalised by min-max, z-score "
          + "or rank, over the first 10 to 200 hits of each leg, for each chunking and model. "
          + "Nothing is embedded, and Milvus is only asked whether its own hybrid search agrees with "
          + "the winner. docs/comparing.md explains each figure.",
    },
    customSynopsis = "assay sweep EXPERIMENT [--measure M] [--no-parity]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay sweep last            the best fusion of the last run",
      "  assay sweep demo --json     with the mean of every setting",
    })
final class SweepCommand implements Callable<Integer> {
  private final Assay assay;

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "Its id, a unique beginning of it, or last.")
  private String experiment = "";

  @Option(
      names = "--measure",
      paramLabel = "M",
      description = "Which measure to tune (default: decision.primary).")
  private @Nullable String measure;

  @Option(
      names = "--no-parity",
      description = "Do not compare with Milvus's own hybrid search; nothing is searched then.")
  private boolean noParity;

  SweepCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = assay.openExisting()) {
      var finished = CompareCommand.finished(assay, lab, experiment);
      Sweep sweep =
          finished
              .sweep(measure)
              .orElseThrow(() ->
                  Assay.wrong(
                      "'" + experiment + "' has nothing to sweep",
                      "factors.retrieval needs a Dense and a Bm25 retrieval, and questions scored under both"));
      if (!noParity) {
        try {
          sweep = lab.withParity(finished, sweep);
        } catch (AssayException noAnswer) {
          assay.terminal.note("parity with Milvus not checked: " + noAnswer.getMessage());
        }
      }
      if (assay.json()) {
        assay.terminal.json(sweep);
      } else {
        assay.terminal.print(SweepText.of(sweep));
      }
      return Exit.DONE;
    }
  }
}
