package dev.assay.cli;

import dev.assay.answers.AnswerFormat;
import picocli.CommandLine.Option;

/// The columns that a file of answers has.
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "assay",
      description = "assay, ragas, deepeval, trulens or phoenix (default: ${DEFAULT-VALUE}).")
  private String format = "assay";

  AnswerFormat chosen() {
    return Assay.choice("--format", format, AnswerFormat.values());
  }
}
