package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Nearest;
import dev.assay.Problem;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.lab.FinishedExperiment;
import dev.assay.lab.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The words every command understands, and what they stand for.
@Command(
    name = "assay",
    header = "Measures which embedding model, chunking and retrieval finds the evidence.",
    customSynopsis = "assay [-C DIR] COMMAND [ARGUMENTS]",
    optionListHeading = "%nEverywhere:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay demo                     three models and BM25 on the bundled documents",
      "  assay run my.yaml              run an experiment, or finish an interrupted one",
      "  assay explain demo m-001       why its evidence was found or not",
      "  assay COMMAND --help           what a command does, with examples",
      "",
      "Exit codes: 0 done, 1 internal error, 2 wrong call or file, 3 a service or key is",
      "missing, 4 too little was scored, 5 budget reached, 10 gate failed, 11 gate",
      "inconclusive, 130 interrupted (all work kept).",
    })
final class Assay {
  private static final int REPLACEMENT = 0xFFFD;

  final Terminal terminal;
  private final @Nullable Path home;

  @Option(
      names = "-C",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Work in this folder: relative paths and .assay start there.")
  private Path directory = Path.of("");

  @Option(
      names = "--state",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the ledger, the engine and its data lie (default: .assay).")
  private @Nullable Path state;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON object and nothing more.")
  private boolean json;

  @Option(
      names = "--plain",
      scope = ScopeType.INHERIT,
      description = "ASCII only, no colour, no progress bar.")
  private boolean plain;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No progress and no notes.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say more: stack traces of failures, what the libraries log.")
  private boolean verbose;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colour (also: NO_COLOR, TERM=dumb).")
  private boolean noColor;

  @Option(
      names = "--no-input",
      scope = ScopeType.INHERIT,
      description = "Ask nothing (only judge label asks).")
  private boolean noInput;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain the command.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  /// @param home the folder Assay was installed in; null where it is not known
  Assay(Terminal terminal, @Nullable Path home) {
    this.terminal = terminal;
    this.home = home;
  }

  /// Once the options are read.
  void apply() {
    if (plain) {
      terminal.plain();
    }
    if (noColor) {
      terminal.noColour();
    }
    if (quiet) {
      terminal.quiet();
    }
  }

  boolean json() {
    return json;
  }

  boolean noInput() {
    return noInput;
  }

  boolean verbose() {
    return verbose;
  }

  /// The folder with `experiments/demo.yaml`.
  Path home() {
    return home == null ? directory : home;
  }

  /// A path as the user wrote it, from the folder of `-C`.
  Path path(Path given) {
    return directory.resolve(given);
  }

  Path state() {
    return state == null ? directory.resolve(".assay") : directory.resolve(state);
  }

  /// The state folder of the bundled experiments.
  Path homeState() {
    return state == null ? home().resolve(".assay") : state();
  }

  /// Opens the lab to read what ran before.
  Lab openExisting() {
    if (!Files.exists(state().resolve("ledger.db"))) {
      throw wrong(
          "nothing ran here yet: there is no " + state().resolve("ledger.db"),
          "assay run FILE runs an experiment, -C DIR or --state DIR names where one ran");
    }
    return Lab.open(state());
  }

  /// The experiment an argument names.
  ExperimentRecord find(Lab lab, String name) {
    return lab.find(name)
        .orElseThrow(() -> {
          var ids = lab.experiments().stream().map(ExperimentRecord::id).toList();
          var names = lab.experiments().stream().map(ExperimentRecord::name).distinct().toList();
          String near = Nearest.to(name, names);
          var matching = ids.stream().filter(id -> id.startsWith(name)).toList();
          return matching.size() > 1
              ? wrong(
                  "'%s' is the beginning of %d experiments".formatted(name, matching.size()),
                  "name one of " + String.join(", ", matching) + ", or last")
              : wrong(
                  "no experiment '" + name + "'",
                  ids.isEmpty()
                      ? "assay run FILE makes one"
                      : near == null
                          ? Nearest.suggestion(name, ids)
                          : "did you mean '%s'? (known: %s)"
                              .formatted(near, String.join(", ", ids)));
        });
  }

  /// The experiment that an argument names, which has cells to read.
  FinishedExperiment finished(Lab lab, String name) {
    var found = find(lab, name);
    return lab.of(found).finished().orElseThrow(() -> unfinished(found));
  }

  static InvalidInput unfinished(ExperimentRecord found) {
    return wrong(
        "'" + found.id() + "' has not finished",
        "assay run " + Shell.quote(found.file().toString()) + " finishes it");
  }

  /// The beginning of a command line that means the same folders as this one.
  String again() {
    return "assay"
        + (directory.toString().isEmpty() ? "" : " -C " + Shell.quote(directory.toString()))
        + (state == null ? "" : " --state " + Shell.quote(state.toString()));
  }

  /// Words for the command line that reach the same state from the user's folder.
  String sameState(Path used) {
    return used.toAbsolutePath().normalize().equals(Path.of(".assay").toAbsolutePath().normalize())
        ? "assay"
        : "assay --state " + Shell.quote(used.toString());
  }

  /// Whether a name, which may be one of something else, is one of a file.
  boolean isFile(String name) {
    try {
      return Files.isRegularFile(path(Path.of(name)));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// The choice that an option names, in any case.
  static <E extends Enum<E>> E choice(String option, String name, E[] choices) {
    return Arrays.stream(choices)
        .filter(choice -> choice.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                "%s cannot be '%s'".formatted(option, name),
                Nearest.suggestion(name, Arrays.stream(choices).map(Enum::toString).toList())));
  }

  /// Writes all of a file or none of it.
  static void write(Path file, String text) {
    try {
      Path absolute = file.toAbsolutePath();
      Files.createDirectories(Objects.requireNonNull(absolute.getParent()));
      if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
        Files.write(absolute, bytes(text)); // a pipe, or a folder, which refuses
        return;
      }
      Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
      Files.write(part, bytes(text));
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssayException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /// In UTF-8, with the replacement character for half a character: JSON can hold one, and a file
  /// that was paid for must not fail by it.
  static byte[] bytes(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Passes where a file that is to be written is none of those that are read.
  ///
  /// @throws InvalidInput that names it
  void refuseToOverwrite(@Nullable Path output, Path... inputs) {
    for (Path input : inputs) {
      if (output != null && isSameFile(path(output), path(input))) {
        throw wrong(output + " would be overwritten, and it is what is read", "name another file");
      }
    }
  }

  private static boolean isSameFile(Path one, Path other) {
    try {
      return Files.isRegularFile(one) && Files.isRegularFile(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new AssayException("cannot read " + one, e);
    }
  }

  /// Warns where too many verdicts failed for what rests on them. Replies are kept, so a further
  /// run asks only where none came.
  ///
  /// @param what rests on them: a metric, the rows of a file
  /// @param minimum share that must not have failed
  /// @return the exit code
  int failures(String what, int failed, int expected, double minimum) {
    if (expected == 0 || (double) (expected - failed) / expected >= minimum) {
      return Exit.DONE;
    }
    terminal.error(
        "warning: %s: %d of %d failed; a further run asks where no reply came, and with more repairs (judge.repairs, --repairs) where one was of no use"
            .formatted(what, failed, expected));
    return Exit.COVERAGE;
  }

  /// An argument that cannot be used.
  static InvalidInput wrong(String message, @Nullable String suggestion) {
    return new InvalidInput(Problem.error(Problems.ARGUMENTS, 0, 0, message, suggestion));
  }
}
