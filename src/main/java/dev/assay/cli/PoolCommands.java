package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.Json;
import dev.assay.analysis.PoolBias;
import dev.assay.analysis.PoolItem;
import dev.assay.experiment.HumanGrade;
import dev.assay.report.PoolBiasText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The three commands by which people judge what was found: `assay golden pool`, `grade`, `grades`.
final class PoolCommands {
  private PoolCommands() {}

  /// `assay golden pool`.
  @Command(
      header = "Lists the first hits of all configurations, for somebody to judge.",
      description = {
        "%nOne line a question and text: where it stands, which configurations found it at which "
            + "rank, and the grade it has; none where nobody judged it. Fill in grade (0 to 3) and "
            + "give the file to assay golden grade.",
        "%nWith --bias it says instead what each configuration would score without the relevant texts "
            + "that it alone returned: so much one that comes later, and whose finds nobody judged, "
            + "may be at a disadvantage. docs/comparing.md explains it.",
      },
      customSynopsis = "assay golden pool [EXPERIMENT] [-k N] [--unjudged] [--bias] [-o FILE]",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay golden pool last -k 10 --unjudged -o pool.csv     for a spreadsheet",
        "  assay golden pool demo -k 5 > pool.jsonl",
        "  assay golden pool demo --bias                           who owes how much to the pool",
      })
  static final class PoolCommand implements Callable<Integer> {
    /// What `--json` prints.
    record Pooled(int questions, int texts, int unjudged, @Nullable String file) {}

    private final Assay assay;

    @Mixin private NamedExperiment experiment = new NamedExperiment();

    @Option(
        names = "-k",
        paramLabel = "N",
        defaultValue = "10",
        description = "How many hits of each configuration (default: ${DEFAULT-VALUE}).")
    private int cutoff = 10;

    @Option(names = "--unjudged", description = "Only texts that nobody judged.")
    private boolean onlyUnjudged;

    @Option(names = "--bias", description = "Each configuration judged without its own finds.")
    private boolean bias;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "CSV where it ends so, else JSON Lines (default: standard output).")
    private @Nullable Path output;

    private int texts;
    private int unjudged;
    private String lastQuestion = "";
    private int questions;

    PoolCommand(Assay assay) {
      this.assay = assay;
    }

    @Override
    public Integer call() {
      if (cutoff < 1) {
        throw Assay.wrong("-k must be at least 1, got " + cutoff, null);
      }
      try (var lab = assay.openExisting()) {
        var finished = experiment.finished(assay, lab);
        if (bias) {
          PoolBias found = finished.poolBias(cutoff);
          if (assay.json()) {
            assay.terminal.json(found);
          } else {
            assay.terminal.print(PoolBiasText.of(found));
          }
          return Exit.DONE;
        }
        if (output == null) {
          finished.pool(
              cutoff,
              item -> {
                if (counted(item) && !assay.json()) {
                  assay.terminal.print(GradeFile.jsonl(item));
                }
              });
        } else {
          Path file = assay.path(output);
          boolean csv = GradeFile.isCsv(file);
          try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(csv ? GradeFile.csvHeader() : "");
            finished.pool(
                cutoff,
                item -> {
                  if (counted(item)) {
                    write(writer, csv ? GradeFile.csv(item) : GradeFile.jsonl(item));
                  }
                });
          } catch (IOException | UncheckedIOException e) {
            throw new AssayException("cannot write " + file + ": " + e.getMessage(), e);
          }
        }
      }
      assay.terminal.note(
          "%d texts of %d questions, %d of them judged by nobody"
              .formatted(texts, questions, unjudged));
      if (assay.json()) {
        assay.terminal.json(
            new Pooled(questions, texts, unjudged, output == null ? null : output.toString()));
      }
      return Exit.DONE;
    }

    private boolean counted(PoolItem item) {
      if (onlyUnjudged && item.judged() != null) {
        return false;
      }
      texts++;
      unjudged += item.judged() == null ? 1 : 0;
      questions += item.question().equals(lastQuestion) ? 0 : 1;
      lastQuestion = item.question();
      return true;
    }

    private static void write(Writer writer, String line) {
      try {
        writer.write(line);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// `assay golden grade`.
  @Command(
      header = "Reads the grades that people gave; they apply to every later run.",
      description = {
        "%nFILE is a pool with its grade column filled in (CSV), or JSON Lines of question, "
            + "document, start, end, grade, by, at and note. Lines without a grade are passed over; "
            + "of several grades of one text the newest counts.",
      },
      customSynopsis = "assay golden grade FILE [--by NAME]",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay golden grade pool.csv --by anna",
        "  assay golden grade grades.jsonl",
      })
  static final class GradeCommand implements Callable<Integer> {
    private final Assay assay;

    @Parameters(paramLabel = "FILE", description = "What was judged.")
    private Path file = Path.of("");

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "Who judged, where FILE does not say.")
    private @Nullable String by;

    GradeCommand(Assay assay) {
      this.assay = assay;
    }

    @Override
    public Integer call() {
      var grades =
          GradeFile.read(assay.path(file), by, Instant.now().truncatedTo(ChronoUnit.SECONDS));
      try (var lab = assay.openExisting()) {
        int added = lab.grades().add(grades);
        if (assay.json()) {
          assay.terminal.json(Map.of("grades", grades.size(), "added", added));
        } else {
          assay.terminal.print(
              "%d grades, %d of them new; they apply from the next assay run on"
                  .formatted(grades.size(), added));
        }
      }
      return Exit.DONE;
    }
  }

  /// `assay golden grades`.
  @Command(
      header = "Writes the grades that people gave, one JSON object a line.",
      customSynopsis = "assay golden grades [-o FILE]",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay golden grades -o grades.jsonl     to keep them in Git, or to merge ledgers"
      })
  static final class GradesCommand implements Callable<Integer> {
    private final Assay assay;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Where to (default: standard output).")
    private @Nullable Path output;

    GradesCommand(Assay assay) {
      this.assay = assay;
    }

    @Override
    public Integer call() {
      List<HumanGrade> grades;
      try (var lab = assay.openExisting()) {
        grades = lab.grades().all();
      }
      String lines =
          grades.stream()
              .map(grade -> Json.MAPPER.writeValueAsString(grade) + "\n")
              .collect(Collectors.joining());
      if (output != null) {
        Assay.write(assay.path(output), lines);
      }
      if (assay.json()) {
        assay.terminal.json(Map.of("grades", grades));
      } else if (output == null && !grades.isEmpty()) {
        assay.terminal.print(lines);
      }
      assay.terminal.note(grades.size() + " grades");
      return Exit.DONE;
    }
  }
}
