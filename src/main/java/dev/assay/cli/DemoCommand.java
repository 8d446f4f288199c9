package dev.assay.cli;

import dev.assay.experiment.Partial;
import dev.assay.experiment.Result;
import dev.assay.lab.Lab;
import dev.assay.report.ResultText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `assay demo`.
@Command(
    header = "Runs the bundled experiment, no key needed, and shows it in the browser.",
    description = {
      "%nThree embedded models and BM25 on the documents of a fictional company. The first run "
          + "fetches the engine (about 50 MB) and embeds everything; later ones take seconds.",
    },
    customSynopsis = "assay demo [--port N] [--no-browser] [--no-serve]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay demo                     run, print the table, serve until Ctrl-C",
      "  assay demo --no-serve --json   run, print the result as JSON",
    })
final class DemoCommand implements Callable<Integer> {
  private final Assay assay;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the web server (default: 7878; 0: any free one).")
  private int port = -1;

  @Option(names = "--no-browser", description = "Do not open a browser.")
  private boolean noBrowser;

  @Option(names = "--no-serve", description = "End after the table.")
  private boolean noServe;

  DemoCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = assay.home().resolve("experiments/demo.yaml");
    Path state = assay.homeState();
    try (var lab = Lab.open(state)) {
      Result result =
          RunCommand.run(assay, lab, file, Partial.Request.ALL, assay.again() + " demo");
      if (assay.json()) {
        assay.terminal.json(result);
      } else {
        assay.terminal.print(ResultText.of(result));
        assay.terminal.note(RunCommand.next(assay.sameState(state), lab, result));
      }
      int exit = RunCommand.exitCode(assay, file, result);
      if (!noServe && !assay.json()) {
        Serving.untilInterrupted(
            assay,
            lab,
            new Serving(Serving.HOST, port < 0 ? Serving.PORT : port, null, false, !noBrowser));
      }
      return exit;
    }
  }
}
