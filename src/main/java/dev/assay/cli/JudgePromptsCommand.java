package dev.assay.cli;

import dev.assay.judge.Prompt;
import dev.assay.judge.Prompts;
import dev.assay.judge.metric.PromptUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `assay judge prompts`.
@Command(
    header = "Lists what a judge is asked, or writes it out to begin prompts of your own.",
    description = {
      "%nWith --prompts the files of that folder are checked and stand in the place of the built-in "
          + "ones, as they would for judge run. docs/judges.md says what a prompt may change.",
    },
    customSynopsis = "assay judge prompts [--prompts DIR] [-o DIR]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge prompts",
      "  assay judge prompts -o my-prompts            every prompt as a file",
      "  assay judge prompts --prompts my-prompts     checks them",
    })
final class JudgePromptsCommand implements Callable<Integer> {
  private final Assay assay;

  @Option(names = "--prompts", paramLabel = "DIR", description = "Prompts of your own.")
  private @Nullable Path own;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write them there; a file that differs is never overwritten.")
  private @Nullable Path output;

  JudgePromptsCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    var prompts = own == null ? Prompts.builtIn() : Prompts.of(assay.path(own));
    if (output != null) {
      write(prompts, assay.path(output));
    }
    if (assay.json()) {
      assay.terminal.json(prompts.all().stream().map(JudgePromptsCommand::json).toList());
    } else {
      prompts.all().forEach(prompt -> assay.terminal.print(line(prompt)));
    }
    return Exit.DONE;
  }

  private void write(Prompts prompts, Path folder) {
    var differing = new ArrayList<String>();
    for (Prompt prompt : prompts.all()) {
      Path file = folder.resolve(prompt.name() + ".txt");
      if (differs(file, prompt.text())) {
        differing.add(prompt.name() + ".txt");
      }
    }
    if (!differing.isEmpty()) {
      throw Assay.wrong(
          "%s holds other files of these names: %s".formatted(output, String.join(", ", differing)),
          "choose a new folder");
    }
    for (Prompt prompt : prompts.all()) {
      Assay.write(folder.resolve(prompt.name() + ".txt"), prompt.text());
    }
  }

  private static boolean differs(Path file, String text) {
    try {
      return Files.exists(file) && !Files.readString(file).equals(text);
    } catch (IOException e) {
      return true;
    }
  }

  private static Object json(Prompt prompt) {
    var row = new LinkedHashMap<String, Object>();
    row.put("name", prompt.name());
    row.put("hash", prompt.hash());
    row.put("replaced", prompt.own());
    row.put("usedBy", PromptUse.of(prompt));
    row.put("text", prompt.text());
    return row;
  }

  private static String line(Prompt prompt) {
    List<String> users = PromptUse.of(prompt);
    return "%-24s %s  %-8s  %s"
        .formatted(
            prompt.name(),
            prompt.hash().substring(0, 12),
            prompt.own() ? "replaced" : "built-in",
            users.size() <= 2
                ? String.join(", ", users)
                : users.getFirst() + " and " + (users.size() - 1) + " more");
  }
}
