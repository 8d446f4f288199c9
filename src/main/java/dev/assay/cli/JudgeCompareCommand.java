package dev.assay.cli;

import dev.assay.InvalidInput;
import dev.assay.answers.Preferences;
import dev.assay.answers.Preferences.Systems;
import dev.assay.report.AnswerComparisonText;
import dev.assay.verdicts.Agreement;
import dev.assay.verdicts.AnswerComparison;
import dev.assay.verdicts.ScoredAnswers;
import dev.assay.web.CompareAnswersPage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    customSynopsis =
        "assay judge compare BASE WITH.. [--metrics M,…] [--given] [--preferences FILE]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge compare ours.jsonl theirs.jsonl",
      "  assay judge compare demo/A demo/C ours.jsonl --metrics faithfulness",
      "  assay judge compare before.csv after.csv --given --format ragas",
      "  assay judge compare ours.jsonl theirs.jsonl --preferences people.jsonl",
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

  @Option(
      names = "--preferences",
      paramLabel = "FILE",
      description =
          "What people prefer, a JSON object a line: id, preferred (base, with, tie or a number), "
              + "perhaps by and aspect. Says how far each metric prefers the same.")
  private @Nullable Path preferences;

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
    if (preferences != null && with.size() > 1) {
      throw Assay.wrong(
          "--preferences says which of two systems people prefer, and there are " + names.size(),
          "name one WITH");
    }
    var people = preferences == null ? null : Preferences.read(assay.path(preferences));
    if (people != null && people.areTurned(Systems.of(Path.of(base), Path.of(with.getFirst())))) {
      throw Assay.wrong(
          "%s has %s as its base".formatted(preferences, with.getFirst()),
          "turn them round: %s %s".formatted(with.getFirst(), base));
    }
    print(
        scored.read(
            assay,
            names,
            (all, judge, files) -> {
              refuseOthers(people, files);
              return compare(all, judge, people);
            }));
    return Exit.DONE;
  }

  /// A configuration is in no file, or was written to one of any name: then all lines must be of
  /// one pair.
  private void refuseOthers(@Nullable Preferences people, @Nullable Systems files) {
    if (people == null || preferences == null) {
      return;
    }
    Systems held = files == null ? people.first().orElse(null) : files;
    if (held != null) {
      var others = people.others(assay.path(preferences), held);
      if (!others.isEmpty()) {
        throw new InvalidInput(others);
      }
    }
  }

  private AnswerComparison compare(
      List<ScoredAnswers> all, @Nullable String qualification, @Nullable Preferences people) {
    var comparer = ScoredArguments.comparer(all.getFirst(), all.subList(1, all.size()), metrics);
    var asked = ScoredArguments.metrics(metrics, comparer.metrics());
    var comparison = comparer.compare(asked, scored.statistics(), minimumDifference);
    if (people == null) {
      return comparison.with(qualification, null);
    }
    var agreement = Agreement.of(comparer, asked, all.get(1).name(), people, scored.seed());
    if (agreement.isOfNothing()) {
      throw Assay.wrong(
          preferences + " rates no answer that both have", "it names the ids of the answers");
    }
    return comparison.with(qualification, agreement);
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
