package dev.assay.cli;

import dev.assay.cli.Checkup.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `assay doctor`.
@Command(
    header = "Looks whether everything an experiment needs is there and works.",
    description = {
      "%nJava, disk, ledger, the engine (started, written to, both legs compared with brute "
          + "force), the models. With a file: the endpoints and keys it names; each embedding "
          + "endpoint is asked for one short text.",
    },
    customSynopsis = "assay doctor [FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay doctor            this machine",
      "  assay doctor my.yaml    and what that experiment names"
    })
final class DoctorCommand implements Callable<Integer> {
  /// What `--json` prints.
  record Diagnosis(boolean ok, List<Finding> checks) {}

  private final Assay assay;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "An experiment file whose engine, models and judge are looked at.")
  private @Nullable Path file;

  DoctorCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    var checkup = new Checkup(assay.state());
    checkup.machine();
    if (file == null) {
      checkup.engine();
      checkup.models();
    } else {
      checkup.experiment(assay.path(file));
    }
    List<Finding> findings = checkup.findings();
    boolean ok = findings.stream().allMatch(Finding::ok);
    if (assay.json()) {
      assay.terminal.json(new Diagnosis(ok, findings));
    } else {
      var text = new StringBuilder();
      for (Finding finding : findings) {
        text.append(finding.ok() ? "ok    " : "FAIL  ").append(finding.what());
        text.append(finding.next() == null ? "" : ": " + finding.next()).append('\n');
      }
      assay.terminal.print(text.toString());
    }
    return ok ? Exit.DONE : Exit.MISSING;
  }
}
