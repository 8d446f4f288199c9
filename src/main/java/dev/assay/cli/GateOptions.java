package dev.assay.cli;

import dev.assay.analysis.GateReport;
import dev.assay.report.GateText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How gates are told to people and to a build server.
final class GateOptions {
  @Option(names = "--lenient", description = "Inconclusive is a warning and exit code 0.")
  private boolean lenient;

  @Option(names = "--junit", paramLabel = "F", description = "Write JUnit XML, a test case a gate.")
  private @Nullable Path junit;

  @Option(names = "--summary", paramLabel = "F", description = "Write a Markdown summary.")
  private @Nullable Path summary;

  /// Prints and writes it.
  ///
  /// @return the exit code
  int report(Assay assay, GateReport report) {
    if (junit != null) {
      Assay.write(assay.path(junit), GateText.junit(report, lenient));
    }
    if (summary != null) {
      Assay.write(assay.path(summary), GateText.markdown(report));
    }
    if (assay.json()) {
      assay.terminal.json(report);
    } else {
      assay.terminal.print(GateText.of(report));
    }
    return switch (report.outcome()) {
      case PASSED -> Exit.DONE;
      case FAILED -> Exit.GATE_FAILED;
      case INCONCLUSIVE -> {
        if (lenient) {
          assay.terminal.error("warning: a gate is inconclusive");
        }
        yield lenient ? Exit.DONE : Exit.GATE_INCONCLUSIVE;
      }
    };
  }
}
