package dev.assay.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `assay judge`: its subcommands do the work.
@Command(
    header = "Judges answers.",
    customSynopsis = "assay judge COMMAND [ARGUMENTS]",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  assay judge run --input answers.jsonl     answers of a system outside the lab"})
final class JudgeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(
        line, "judge needs a command: " + String.join(", ", line.getSubcommands().keySet()));
  }
}
