package dev.assay.cli;

import dev.assay.analysis.CompareRequest;
import dev.assay.experiment.Comparison;
import dev.assay.experiment.RunFiles;
import dev.assay.experiment.Slice;
import dev.assay.experiment.Unjudged;
import dev.assay.lab.FinishedExperiment;
import dev.assay.report.ComparisonText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay compare`.
@Command(
    header = "Says which configuration is better than the baseline, and how surely.",
    description = {
      "%nPaired by question: the mean delta with its interval, the p-value, wins, ties and losses, "
          + "a conclusion, and the questions that lose most. docs/comparing.md explains each.",
      "%nBASE and WITH may be TREC run files of other systems: question Q0 id rank score tag, where "
          + "id is a document, or a chunk as assay export --format trec writes it. A run file of "
          + "documents is compared by document, and so is everything beside it.",
    },
    customSynopsis =
        "assay compare [EXPERIMENT] [BASE] [WITH..] [--measure M] [--slice P[:V]]%n"
            + "                     [--unjudged U] [--documents] [--csv | --md]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay compare                                 all against the baseline, in the last run",
      "  assay compare demo A C F --measure R@10       C and F against A",
      "  assay compare demo --slice language:de        on the German questions",
      "  assay compare demo --slice type               on the questions of each type",
      "  assay compare demo A theirs.run               a run of another system against A",
    })
final class CompareCommand implements Callable<Integer> {
  private final Assay assay;

  @Mixin private NamedExperiment experiment = new NamedExperiment();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BASE",
      description = "A configuration, by id or label, or a run file (default: decision.baseline).")
  private @Nullable String base;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "WITH",
      description = "What is compared with it: as BASE (default: all other configurations).")
  private List<String> with = List.of();

  @Option(
      names = "--measure",
      paramLabel = "M",
      description = "Any measure (default: decision.primary).")
  private @Nullable String measure;

  @Option(
      names = "--slice",
      paramLabel = "P[:V]",
      description =
          "Only these questions: type:V, language:V, collection:V, length:short, medium or long. "
              + "Without V each value, corrected for all of them; exploratory.")
  private @Nullable String slice;

  @Option(
      names = "--unjudged",
      paramLabel = "U",
      description =
          "What a hit counts that nobody judged: zero, report (zero, with the other readings "
              + "beside) or condense (left out). Default: what the experiment file says.")
  private @Nullable Unjudged unjudged;

  @Option(
      names = "--documents",
      description =
          "Rank documents, not chunks: one stands where its best chunk stands, with the highest "
              + "grade of its evidence.")
  private boolean documents;

  @Option(
      names = "--chunking",
      paramLabel = "NAME",
      description = "Whose chunks run files rank, where the experiment has several chunkings.")
  private @Nullable String chunking;

  @Option(
      names = {"-c", "--complete"},
      description = "A question that a run file lacks counts as nothing found, not as not scored.")
  private boolean complete;

  @Option(names = "--csv", description = "Print CSV.")
  private boolean csv;

  @Option(names = "--md", description = "Print a Markdown table.")
  private boolean markdown;

  CompareCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    var files = new RunFiles(paths(), chunking, complete);
    var request = new CompareRequest(base, with, measure, unjudged, documents, files);
    try (var lab = assay.openExisting()) {
      FinishedExperiment finished = experiment.finished(assay, lab);
      if (slice != null && slice.indexOf(':') < 0) {
        Comparison.Slices slices =
            finished.compare(request, argument(slice, Slice.Property::parse));
        print(slices, slices.slices(), ComparisonText.of(slices));
      } else {
        Slice wanted = slice == null ? null : argument(slice, Slice::parse);
        Comparison comparison = finished.compare(request, wanted);
        print(comparison, List.of(comparison), ComparisonText.of(comparison));
      }
      return Exit.DONE;
    }
  }

  /// As other tools name them; what is called so and is no configuration is a file, there or not.
  private static final Pattern RUN_FILE = Pattern.compile(".*\\.(?:run|trec|txt|res)");

  /// What may be a file, by its name: an id or a label of the experiment comes first.
  private Map<String, Path> paths() {
    var paths = new LinkedHashMap<String, Path>();
    Stream.concat(Stream.ofNullable(base), with.stream())
        .filter(name -> RUN_FILE.matcher(name).matches() || assay.isFile(name))
        .forEach(name -> paths.put(name, assay.path(Path.of(name))));
    return paths;
  }

  private void print(Object json, List<Comparison> comparisons, String text) {
    if (assay.json()) {
      assay.terminal.json(json);
    } else if (csv) {
      ComparisonText.runs(comparisons).forEach(assay.terminal::note);
      assay.terminal.print(ComparisonText.csv(comparisons));
    } else if (markdown) {
      ComparisonText.runs(comparisons).forEach(assay.terminal::note);
      assay.terminal.print(ComparisonText.markdown(comparisons));
    } else {
      assay.terminal.print(text);
    }
  }

  private static <T> T argument(String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
  }
}
