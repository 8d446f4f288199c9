package dev.assay.cli;

import dev.assay.lab.Lab;
import dev.assay.report.PlanText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `assay plan`.
@Command(
    header = "Says what a run would do and cost, and what its questions can tell; spends nothing.",
    description = {
      "%nReads the documents and counts: cells, texts and tokens to embed, passages to rerank, calls of "
          + "the judge from the fewest to the most, and what of each is there already; cost, time, "
          + "disk, and the smallest difference that the golden questions can detect. Time comes from "
          + "what earlier runs measured here; a model that runs here and was never measured embeds a "
          + "few texts now. What has no price or no measurement says unknown.",
    },
    customSynopsis = "assay plan [FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay plan                         ./assay.yaml",
      "  assay plan my.yaml --json",
    })
final class PlanCommand implements Callable<Integer> {
  private final Assay assay;

  @Mixin private GivenFile file = new GivenFile();

  PlanCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = Lab.open(assay.state())) {
      var plan = lab.plan(file.path(assay));
      if (assay.json()) {
        assay.terminal.json(plan);
      } else {
        assay.terminal.print(PlanText.of(plan));
      }
      return Exit.DONE;
    }
  }
}
