package dev.assay.cli;

import dev.assay.report.AnswerComparisonText;
import dev.assay.verdicts.AnswerComparison;
import dev.assay.web.CompareAnswersPage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay judge compare`.
@Command(
    header = "Says which system answers better, and how surely.",
    description = {
      "%nPaired by question, metric by metric: the mean delta with its interval, the p-value, wins, "
          + "ties and losses, a conclusion, and where most is lost. How often a system declines is "
          + "compared as well: who answers only what is easy has good scores. Nobody is asked "
          + "anything: the scores are there.",
      "%nBASE and WITH are files that assay judge run has judged, as they were named or by the id "
          + "that it prints, or configurations of an experiment, EXPERIMENT/ID. With --given they "
          + "are files of answers that have scores already, made by Ragas, DeepEval, TruLens, "
          + "Phoenix or somebody else.",
    },
    customSynopsis = "assay judge compare BASE WITH.. [--metrics M,…] [--given] [--csv | --md]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge compare ours.jsonl theirs.jsonl",
      "  assay judge compare demo/A demo/C ours.jsonl --metrics faithfulness",
      "  assay judge compare before.csv after.csv --given --format ragas",
    })
final class JudgeCompareCommand implements Callable<Integer> {
  private static final double LARGEST_DIFFERENCE = 1;

  private final Assay assay;

  @Parameters(index = "0", paramLabel = "BASE", description = "What the others are held against.")
  private String base = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "WITH", description = "The others.")
  private List<String> with = List.of();

  @Option(
      names = "--metrics",
      paramLabel = "M",
      split = ",",
      description = "Only these, with or without a version (default: all that both have).")
  private List<String> metrics = List.of();

  @Mixin private ScoredArguments scored = new ScoredArguments();

  @Option(
      names = "--minimum-difference",
      paramLabel = "D",
      defaultValue = "0.02",
      description = "Deltas inside it do not matter (default: ${DEFAULT-VALUE}).")
  private double minimumDifference;

  @Option(names = "--csv", description = "Print CSV.")
  private boolean csv;

  @Option(names = "--md", description = "Print a Markdown table.")
  private boolean markdown;

  JudgeCompareCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    if (!(minimumDifference >= 0 && minimumDifference < LARGEST_DIFFERENCE)) {
      throw Assay.wrong(
          "--minimum-difference must be from 0 to below 1, got " + minimumDifference, null);
    }
    var names = Stream.concat(Stream.of(base), with.stream()).toList();
    print(
        scored.read(
            assay,
            names,
            (all, qualification) ->
                scored.compare(
                    all.getFirst(),
                    all.subList(1, all.size()),
                    metrics,
                    minimumDifference,
                    qualification)));
    return Exit.DONE;
  }

  private void print(AnswerComparison comparison) {
    if (assay.json()) {
      assay.terminal.json(comparison);
    } else if (csv) {
      assay.terminal.print(AnswerComparisonText.csv(comparison));
    } else if (markdown) {
      assay.terminal.print(AnswerComparisonText.markdown(comparison));
    } else {
      assay.terminal.print(AnswerComparisonText.of(comparison));
      if (comparison.judge() != null) {
        assay.terminal.note(
            "answer by answer: %s serve, then %s"
                .formatted(assay.again(), CompareAnswersPage.address(comparison)));
      }
    }
  }
}
