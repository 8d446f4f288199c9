package dev.assay.cli;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Lab;
import dev.assay.experiment.Slice;
import dev.assay.report.ComparisonText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay compare`.
@Command(
    header = "Says which configuration is better than the baseline, and how surely.",
    description = {
      "%nPaired by question: the mean delta with its interval, the p-value, wins, ties and losses, "
          + "a conclusion, and the questions that lose most. docs/comparing.md explains each.",
    },
    customSynopsis = "assay compare [EXPERIMENT] [BASE] [WITH..] [--measure M] [--slice P:V]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay compare                                 all against the baseline, in the last run",
      "  assay compare demo A C F --measure R@10       C and F against A",
      "  assay compare demo --slice language:de        on the German questions",
    })
final class CompareCommand implements Callable<Integer> {
  private final Assay assay;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "last",
      description = "Its id, a unique beginning of it, or last (default: ${DEFAULT-VALUE}).")
  private String experiment = "last";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BASE",
      description = "A configuration, by id or label (default: decision.baseline).")
  private @Nullable String base;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "WITH",
      description = "What is compared with it (default: all others).")
  private List<String> with = List.of();

  @Option(
      names = "--measure",
      paramLabel = "M",
      description = "One of the experiment's (default: decision.primary).")
  private @Nullable String measure;

  @Option(
      names = "--slice",
      paramLabel = "P:V",
      description = "Only these questions: type:V, language:V or collection:V.")
  private @Nullable String slice;

  CompareCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    Slice wanted = slice(slice);
    try (var lab = assay.openExisting()) {
      var comparison = lab.compare(finished(assay, lab, experiment), base, with, measure, wanted);
      if (assay.json()) {
        assay.terminal.json(comparison);
      } else {
        assay.terminal.print(ComparisonText.of(comparison));
      }
      return Exit.DONE;
    }
  }

  private static @Nullable Slice slice(@Nullable String text) {
    try {
      return text == null ? null : Slice.parse(text);
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
  }

  /// The experiment an argument names, which has cells to read.
  static ExperimentRecord finished(Assay assay, Lab lab, String name) {
    var found = assay.find(lab, name);
    if (lab.result(found.id()).isEmpty()) {
      throw Assay.wrong(
          "'" + found.id() + "' has not finished",
          "assay run " + Shell.quote(found.file().toString()) + " finishes it");
    }
    return found;
  }
}
