package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.Nearest;
import dev.assay.corpus.Folder;
import dev.assay.corpus.Rejected;
import dev.assay.experiment.ExperimentFile;
import dev.assay.lab.Lab;
import dev.assay.synth.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `assay synth`.
@Command(
    header = "Drafts golden questions with evidence from a corpus.",
    description = {
      "%nBy the language model of the experiment's judge where it names one, else by rules from "
          + "headings, definitions, numbers and identifiers. The same seed gives the same file.",
    },
    customSynopsis = "assay synth --corpus NAME [-n COUNT] [--seed N] [-o FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay synth --corpus kestrel-vane -n 30 --seed 7 -o drafts.jsonl",
      "  assay synth --corpus docs                             a folder, by rules",
      "  assay synth --corpus my.yaml -o drafts.jsonl --json   and why others were discarded",
    })
final class SynthCommand implements Callable<Integer> {
  /// What `--json` prints.
  record Drafted(
      int questions, @Nullable String file, java.util.List<Synthesis.Discarded> discarded) {}

  private final Assay assay;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "NAME",
      description = "A corpus of an experiment file, that file, or a folder (by rules).")
  private String corpus = "";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "COUNT",
      defaultValue = "30",
      description = "How many questions (default: ${DEFAULT-VALUE}).")
  private int count = 30;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Of the draw (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to (default: standard output).")
  private @Nullable Path output;

  SynthCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    if (count < 1) {
      throw Assay.wrong("-n must be at least 1, got " + count, null);
    }
    Path folder = folder();
    Consumer<Rejected> rejected =
        r -> assay.terminal.note("left out " + r.file() + ": " + r.reason());
    try (var lab = Lab.open(assay.state())) {
      Synthesis synthesis =
          folder == null
              ? lab.synthesis(experimentFile(), count, seed, rejected)
              : Synthesis.of(new Folder(folder.toString()), Path.of(""), rejected, count, seed);
      if (output != null) {
        Assay.write(assay.path(output), synthesis.jsonl());
      }
      for (var discarded : synthesis.discarded()) {
        assay.terminal.note(
            "discarded '%s' (%s): %s"
                .formatted(discarded.question(), discarded.document(), discarded.reason()));
      }
      assay.terminal.note(
          "%d questions, %d discarded%s"
              .formatted(
                  synthesis.questions().size(),
                  synthesis.discarded().size(),
                  output == null
                      ? ""
                      : "; review them in " + output + " and set their status to accepted"));
      if (assay.json()) {
        assay.terminal.json(
            new Drafted(
                synthesis.questions().size(),
                output == null ? null : output.toString(),
                synthesis.discarded()));
      } else if (output == null) {
        assay.terminal.print(synthesis.jsonl());
      }
      return Exit.DONE;
    }
  }

  /// A folder of this name here or among the bundled corpora; null where there is none.
  private @Nullable Path folder() {
    for (Path folder :
        new Path[] {assay.path(Path.of(corpus)), assay.home().resolve("corpora").resolve(corpus)}) {
      if (Files.isDirectory(folder)) {
        return folder.toAbsolutePath();
      }
    }
    return null;
  }

  private static void learn(Map<String, Path> known, Path file) {
    known.putIfAbsent(ExperimentFile.read(file).corpora().getFirst().name(), file);
  }

  private Path experimentFile() {
    if (corpus.matches(".*\\.ya?ml")) {
      return assay.path(Path.of(corpus));
    }
    Map<String, Path> known = new LinkedHashMap<>();
    Path here = assay.path(Path.of("assay.yaml"));
    if (Files.exists(here)) {
      learn(known, here);
    }
    for (Path folder :
        new Path[] {assay.path(Path.of("experiments")), assay.home().resolve("experiments")}) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
          files.forEach(file -> learn(known, file));
        } catch (IOException e) {
          throw new AssayException("cannot list " + folder + ": " + e.getMessage(), e);
        }
      }
    }
    Path file = known.get(corpus);
    if (file == null) {
      throw Assay.wrong("no corpus '" + corpus + "'", Nearest.suggestion(corpus, known.keySet()));
    }
    return file;
  }
}
