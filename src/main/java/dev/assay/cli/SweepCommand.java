package dev.assay.cli;

import dev.assay.report.SweepText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `assay sweep`.
@Command(
    header = "Tries every fusion of the stored legs, and confirms the best on held-out questions.",
    description = {
      "%nRRF with k 1 to 200 and min-max weights in steps of .01, for each chunking and model. "
          + "Nothing is searched or embedded.",
    },
    customSynopsis = "assay sweep EXPERIMENT",
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

  SweepCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = assay.openExisting()) {
      var found = assay.find(lab, experiment);
      CompareCommand.finished(assay, lab, experiment);
      var sweep =
          lab.sweep(found)
              .orElseThrow(() ->
                  Assay.wrong(
                      "'" + found.id() + "' has nothing to sweep",
                      "factors.retrieval needs a Dense and a Bm25 retrieval, and questions scored under both"));
      if (assay.json()) {
        assay.terminal.json(sweep);
      } else {
        assay.terminal.print(SweepText.of(sweep));
      }
      return Exit.DONE;
    }
  }
}
