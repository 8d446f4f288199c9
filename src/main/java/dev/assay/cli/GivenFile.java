package dev.assay.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The experiment file that a command is given: its argument.
final class GivenFile {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "assay.yaml",
      description = "The experiment file (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("assay.yaml");

  Path path(Assay assay) {
    return assay.path(file);
  }

  /// As the user named it.
  @Override
  public String toString() {
    return file.toString();
  }
}
