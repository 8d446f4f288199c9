package dev.assay.cli;

import dev.assay.Problem;
import dev.assay.experiment.ExperimentFile;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import dev.assay.golden.Reanchor;
import dev.assay.report.QuestionType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `assay golden` and those of its commands that read files alone.
@Command(
    header = "Looks after golden questions, and after what people judge.",
    customSynopsis = "assay golden COMMAND [FILE]",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay golden lint                          the questions of the demo",
      "  assay golden lint my.yaml                  those of an experiment, on its corpus",
      "  assay golden reanchor my.yaml --dry-run    what would move after documents changed",
    })
final class GoldenCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(
        line, "golden needs a command: lint, reanchor, stats, pool, grade or grades");
  }

  /// What the three share.
  abstract static class OnFile implements Callable<Integer> {
    final Assay assay;

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description =
            "An experiment file, or golden questions (default: those of experiments/demo.yaml).")
    private @Nullable Path file;

    @Option(
        names = "--experiment",
        paramLabel = "FILE",
        description =
            "The experiment whose corpus the questions are about, where FILE is not one itself.")
    private @Nullable Path experiment;

    OnFile(Assay assay) {
      this.assay = assay;
    }

    GoldenFiles files() {
      Path given = file == null ? null : assay.path(file);
      if (given != null && !given.toString().matches(".*\\.ya?ml")) {
        Path on = experiment == null ? usual() : assay.path(experiment);
        return GoldenFiles.of(on, ExperimentFile.read(on), given);
      }
      Path on = given == null ? (experiment == null ? demo() : assay.path(experiment)) : given;
      return GoldenFiles.of(on, ExperimentFile.read(on));
    }

    private Path usual() {
      Path here = assay.path(Path.of("assay.yaml"));
      return Files.exists(here) ? here : demo();
    }

    private Path demo() {
      return assay.home().resolve("experiments/demo.yaml");
    }
  }

  /// `assay golden lint`.
  @Command(
      header = "Proves that every quote stands at its offsets, and finds weak questions.",
      customSynopsis = "assay golden lint [FILE] [--experiment FILE]",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay golden lint",
        "  assay golden lint drafts.jsonl --experiment my.yaml",
      })
  static final class LintCommand extends OnFile {
    LintCommand(Assay assay) {
      super(assay);
    }

    @Override
    public Integer call() {
      var files = files();
      List<Problem> problems = files.lint();
      return CheckCommand.report(
          assay, false, problems, files.golden().questions().size() + " golden questions ok\n");
    }
  }

  /// `assay golden reanchor`.
  @Command(
      header = "Finds every quote again after documents changed, and writes its new offsets.",
      customSynopsis = "assay golden reanchor [FILE] [--experiment FILE] [--dry-run]",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay golden reanchor my.yaml --dry-run",
        "  assay golden reanchor drafts.jsonl --experiment my.yaml",
      })
  static final class ReanchorCommand extends OnFile {
    /// What `--json` prints.
    record Moved(int moved, boolean written, List<Problem> problems) {}

    @Option(names = "--dry-run", description = "Write nothing.")
    private boolean dryRun;

    ReanchorCommand(Assay assay) {
      super(assay);
    }

    @Override
    public Integer call() {
      var files = files();
      Reanchor result =
          dryRun
              ? Reanchor.of(files.golden(), files.texts())
              : Reanchor.inPlace(files.path(), files.texts());
      if (assay.json()) {
        assay.terminal.json(new Moved(result.moved(), !dryRun, result.problems()));
      } else {
        var text = new StringBuilder();
        result.problems().forEach(p -> text.append(Problems.text(p)).append('\n'));
        text.append(
            "%d pieces of evidence %s, %d could not be placed"
                .formatted(
                    result.moved(), dryRun ? "would move" : "moved", result.problems().size()));
        assay.terminal.print(text.toString());
      }
      return result.problems().isEmpty() ? Exit.DONE : Exit.USAGE;
    }
  }

  /// `assay golden stats`.
  @Command(
      header = "Counts golden questions by type, language, collection, origin and status.",
      customSynopsis = "assay golden stats [FILE] [--experiment FILE]",
      footerHeading = "%nExamples:%n",
      footer = {"  assay golden stats", "  assay golden stats my.yaml --json"})
  static final class StatsCommand extends OnFile {
    /// What `--json` prints.
    ///
    /// @param documents with evidence, of all in the corpus
    record Stats(
        int questions,
        int evidence,
        int documents,
        int corpus,
        int withoutAnswer,
        Map<String, Map<String, Integer>> counts) {}

    StatsCommand(Assay assay) {
      super(assay);
    }

    @Override
    public Integer call() {
      var files = files();
      Stats stats = stats(files);
      if (assay.json()) {
        assay.terminal.json(stats);
        return Exit.DONE;
      }
      var text = new StringBuilder();
      text.append(
          "%d questions, %d pieces of evidence in %d of %d documents, %d without an answer\n"
              .formatted(
                  stats.questions(),
                  stats.evidence(),
                  stats.documents(),
                  stats.corpus(),
                  stats.withoutAnswer()));
      stats
          .counts()
          .forEach((property, counts) -> {
            text.append("%-10s".formatted(property));
            counts.forEach((value, count) -> text.append("  %s %d".formatted(value, count)));
            text.append('\n');
          });
      assay.terminal.print(text.toString());
      return Exit.DONE;
    }

    private static Stats stats(GoldenFiles files) {
      GoldenSet golden = files.golden();
      var counts = new java.util.LinkedHashMap<String, Map<String, Integer>>();
      counts.put("type", count(golden, QuestionType::name));
      counts.put("language", count(golden, GoldenQuestion::language));
      counts.put("collection", count(golden, GoldenQuestion::collection));
      counts.put("origin", count(golden, q -> q.origin().name().toLowerCase(Locale.ROOT)));
      counts.put("status", count(golden, q -> q.status().name().toLowerCase(Locale.ROOT)));
      var evidence = golden.questions().stream().flatMap(q -> q.evidence().stream()).toList();
      return new Stats(
          golden.questions().size(),
          evidence.size(),
          (int) evidence.stream().map(Evidence::document).distinct().count(),
          files.texts().size(),
          (int)
              golden.questions().stream().filter(q -> q.answerable() && q.answer() == null).count(),
          counts);
    }

    private static Map<String, Integer> count(
        GoldenSet golden, Function<GoldenQuestion, @Nullable String> property) {
      var counts = new TreeMap<String, Integer>();
      golden
          .questions()
          .forEach(q -> counts.merge(Objects.toString(property.apply(q), "-"), 1, Integer::sum));
      return counts;
    }
  }
}
