package dev.assay.cli;

import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Problem;
import dev.assay.experiment.Baseline;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Gate;
import dev.assay.lab.FinishedExperiment;
import dev.assay.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/// `assay gate`.
@Command(
    header = "Fails a build where a run is proven worse than its baseline.",
    description = {
      "%nApplies the gates of the experiment file. Without any: the pick is not worse than that of "
          + "tag:main, or than decision.baseline where nothing has that tag. docs/deciding.md says "
          + "when a gate passes.",
      "",
      "Exit codes: 0 passed, 10 failed or something is missing, 11 the questions do not tell.",
    },
    customSynopsis =
        "assay gate [EXPERIMENT|FILE] [--against REF] [--lenient] [--junit F]%n"
            + "                  [--summary F] [--write-baseline F]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay run my.yaml --tag main                  what later runs are held against",
      "  assay gate my.yaml --junit gate.xml           the last run of that file",
      "  assay gate last --write-baseline base.json    to keep with the code",
      "  assay gate last --against base.json",
    })
final class GateCommand implements Callable<Integer> {
  private static final String MAIN = "tag:main";

  private final Assay assay;

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "last",
      description =
          "Its id, a unique beginning of it, last, or an experiment file: its last run, with the "
              + "gates that the file has now (default: ${DEFAULT-VALUE}).")
  private String experiment = "last";

  @Option(
      names = "--against",
      paramLabel = "REF",
      description = "tag:NAME or a baseline file, in place of what the gates name.")
  private @Nullable String against;

  @Mixin private GateOptions output = new GateOptions();

  @Option(
      names = "--write-baseline",
      paramLabel = "F",
      description = "Write what later runs are held against, and check nothing.")
  private @Nullable Path writeBaseline;

  GateCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = assay.openExisting()) {
      Path file = assay.path(Path.of(experiment));
      boolean named = experiment.matches(".*\\.ya?ml");
      ExperimentFile settings = named ? ExperimentFile.read(file) : null;
      FinishedExperiment finished =
          settings == null
              ? assay.finished(lab, experiment)
              : lab.lastFinished(settings.name())
                  .orElseThrow(() ->
                      Assay.wrong(
                          "no run of " + file + " has finished",
                          "assay run " + Shell.quote(file.toString())));
      if (writeBaseline != null) {
        Baseline baseline = finished.baseline();
        Assay.write(
            assay.path(writeBaseline),
            Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(baseline) + "\n");
        assay.terminal.note("wrote " + writeBaseline);
        return Exit.DONE;
      }
      List<Gate> gates = settings == null ? finished.gates() : settings.gates();
      return output.report(
          assay, finished.gate(gates(lab, gates), reference -> stored(lab, reference)));
    }
  }

  private List<Gate> gates(Lab lab, List<Gate> gates) {
    String reference = against;
    if (gates.isEmpty()) {
      String than = reference != null ? reference : lab.tag("main").isPresent() ? MAIN : "baseline";
      return List.of(new Gate("pick", null, than, null, null));
    }
    return reference == null
        ? gates
        : gates.stream()
            .map(gate ->
                gate.notWorseThan() == null
                    ? gate
                    : new Gate(gate.run(), gate.measure(), reference, gate.by(), null))
            .toList();
  }

  private @Nullable Baseline stored(Lab lab, String reference) {
    if (reference.startsWith("tag:")) {
      return lab.tag(reference.substring(4)).orElse(null);
    }
    Path file = assay.path(Path.of(reference));
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return Json.MAPPER.readValue(Files.readString(file), Baseline.class);
    } catch (IOException | JacksonException e) {
      throw new InvalidInput(
          Problem.error(
              file.toString(),
              0,
              0,
              "is no baseline: " + e.getMessage(),
              "assay gate --write-baseline writes one"));
    }
  }
}
