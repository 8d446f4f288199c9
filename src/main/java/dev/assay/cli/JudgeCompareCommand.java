package dev.assay.cli;

import dev.assay.Nearest;
import dev.assay.answers.AnswerFile;
import dev.assay.answers.AnswerFormat;
import dev.assay.experiment.ExperimentFile.Cluster;
import dev.assay.experiment.ExperimentFile.Statistics;
import dev.assay.lab.Lab;
import dev.assay.report.AnswerComparisonText;
import dev.assay.verdicts.AnswerComparer;
import dev.assay.verdicts.AnswerComparison;
import dev.assay.verdicts.JudgedFile;
import dev.assay.verdicts.ScoredAnswers;
import dev.assay.web.CompareAnswersPage;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(names = "--given", description = "Compare the scores that the files have already.")
  private boolean given;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "assay",
      description =
          "Of files with --given: assay, ragas, deepeval, trulens or phoenix (default: "
              + "${DEFAULT-VALUE}).")
  private String format = "assay";

  @Option(
      names = "--minimum-difference",
      paramLabel = "D",
      defaultValue = "0.02",
      description = "Deltas inside it do not matter (default: ${DEFAULT-VALUE}).")
  private double minimumDifference;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Of the intervals and tests (default: ${DEFAULT-VALUE}).")
  private long seed = 7;

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
    if (given) {
      var wanted = Assay.choice("--format", format, AnswerFormat.values());
      print(
          compare(
              given(base, wanted),
              with.stream().map(one -> given(one, wanted)).toList(),
              () -> null));
      return Exit.DONE;
    }
    try (var lab = assay.openExisting()) {
      var baseline = judged(lab, base);
      print(
          compare(
              baseline,
              with.stream().map(one -> judged(lab, one)).toList(),
              () -> lab.qualifications().summary(String.valueOf(baseline.judge()))));
      return Exit.DONE;
    }
  }

  private AnswerComparison compare(
      ScoredAnswers baseline,
      List<ScoredAnswers> candidates,
      Supplier<@Nullable String> qualification) {
    AnswerComparer comparer;
    try {
      comparer = new AnswerComparer(baseline, candidates);
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
    return comparer.compare(
        wanted(comparer.metrics()),
        new Statistics(seed, 10_000, 0, Cluster.QUESTION),
        minimumDifference,
        qualification.get());
  }

  private List<String> wanted(List<String> known) {
    if (known.isEmpty()) {
      throw Assay.wrong("they have no metric in common", "judge them by the same --metrics");
    }
    if (metrics.isEmpty()) {
      return known;
    }
    var wanted = new ArrayList<String>();
    for (String metric : metrics) {
      var named =
          known.stream().filter(one -> one.equals(metric) || one.startsWith(metric + "@")).toList();
      if (named.isEmpty()) {
        throw Assay.wrong(
            "they have no metric '" + metric + "' in common", Nearest.suggestion(metric, known));
      }
      wanted.addAll(named);
    }
    return wanted.stream().distinct().toList();
  }

  private ScoredAnswers given(String file, AnswerFormat wanted) {
    var answers = AnswerFile.read(assay.path(Path.of(file)), wanted);
    if (answers.getFirst().scores().isEmpty()) {
      throw Assay.wrong(
          file + " has no scores",
          "name the --format that they are in, or judge it: assay judge run --input "
              + Shell.quote(file));
    }
    return ScoredAnswers.of(file, null, null, answers);
  }

  private ScoredAnswers judged(Lab lab, String name) {
    return lab.scored(name)
        .orElseThrow(() -> {
          if (isFile(name)) {
            return Assay.wrong(
                name + " was not judged here",
                "judge it: assay judge run --input %s, or compare the scores it has: --given"
                    .formatted(Shell.quote(name)));
          }
          var known = lab.judgedFiles().all().stream().map(JudgedFile::id).toList();
          return Assay.wrong(
              "nothing that was judged is called '" + name + "'",
              known.isEmpty()
                  ? "assay judge run --input FILE judges answers"
                  : Nearest.suggestion(name, known)
                      + "; of an experiment name the configuration too: demo/C");
        });
  }

  private boolean isFile(String name) {
    try {
      return Files.isRegularFile(assay.path(Path.of(name)));
    } catch (InvalidPathException e) {
      return false;
    }
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
