package dev.assay.cli;

import dev.assay.report.PickText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay decide`.
@Command(
    header = "Names the simplest configuration that is not worse than the best, or no winner.",
    description = {
      "%nChosen on the development questions within decision.constraints, confirmed once on the "
          + "held-out ones. docs/deciding.md says how.",
    },
    customSynopsis = "assay decide [EXPERIMENT] [--all]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay decide                the last run",
      "  assay decide demo --all     with every configuration, the simplest first",
      "  assay decide last --json",
    })
final class DecideCommand implements Callable<Integer> {
  private final Assay assay;

  @Mixin private NamedExperiment experiment = new NamedExperiment();

  @Option(names = "--all", description = "List every configuration, not the first 20.")
  private boolean all;

  DecideCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = assay.openExisting()) {
      var pick = experiment.finished(assay, lab).decide();
      if (assay.json()) {
        assay.terminal.json(pick);
      } else {
        assay.terminal.print(PickText.of(pick, all ? Integer.MAX_VALUE : 20));
      }
      return Exit.DONE;
    }
  }
}
