package dev.assay.cli;

import dev.assay.Json;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.LabelledRow;
import dev.assay.judge.metric.Compat;
import dev.assay.lab.Lab;
import dev.assay.qualify.Qualifier;
import dev.assay.report.ReportCardText;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `assay judge`.
@Command(
    header = "Judges answers, and looks how far a judge can be trusted.",
    customSynopsis = "assay judge COMMAND [ARGUMENTS]",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay judge run --input answers.jsonl         answers of a system outside the lab",
      "  assay judge compare ours.jsonl theirs.jsonl   which system answers better, and how surely",
      "  assay judge gate answers.jsonl --at-least faithfulness=0.9",
      "  assay judge label demo                        what people say of its verdicts",
      "  assay judge prefer ours.jsonl theirs.jsonl -o people.jsonl",
      "  assay judge qualify --labels labels.jsonl     the offline verifier against people",
      "  assay judge prompts -o my-prompts             what a judge is asked, to change it",
    })
final class JudgeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(
        line, "judge needs a command: " + String.join(", ", line.getSubcommands().keySet()));
  }

  /// `assay judge qualify`.
  @Command(
      header = "Runs a judge over labelled rows and prints its report card.",
      description = {
        "%nRows are JSON Lines with contexts, label, and answer (is it supported?) or only question "
            + "(is it answered?), or criterion, question and answer (is it met?). docs/judges.md has the labels that are known. The card is kept, "
            + "and stands beside the scores that the judge gives.",
      },
      customSynopsis = "assay judge qualify --labels FILE [--judge URI --model NAME] [--sample N]",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay judge qualify --labels labels.jsonl --json",
        "  assay judge qualify --labels labels.jsonl --sample 300 --probes --baselines -o card.json",
        "  assay judge qualify --labels labels.jsonl --judge http://127.0.0.1:8000/v1 --model m",
        "  assay judge qualify --labels labels.jsonl --verifier models/nli",
        "  assay judge qualify --labels polite.jsonl --judge http://127.0.0.1:8000/v1 --model m",
      })
  static final class QualifyCommand implements Callable<Integer> {
    private final Assay assay;

    @Option(names = "--labels", required = true, paramLabel = "FILE", description = "The rows.")
    private Path labels = Path.of("");

    @Mixin private JudgeOptions judge = new JudgeOptions();

    @Option(
        names = "--sample",
        paramLabel = "N",
        description = "So many rows, drawn with the seed.")
    private @Nullable Integer sample;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "Of the sample and the intervals (default: ${DEFAULT-VALUE}).",
        defaultValue = "7")
    private long seed = 7;

    @Option(
        names = "--half",
        paramLabel = "H",
        description = "Only the rows of half 0 or 1: the offline verifier was fitted on 0.")
    private @Nullable Integer half;

    @Option(
        names = "--repeats",
        paramLabel = "N",
        description = "Ask so often, and say how many verdicts flip.",
        defaultValue = "1")
    private int repeats = 1;

    @Option(
        names = "--task",
        paramLabel = "T",
        description = "support, relevance or criterion, where a file has rows of several.")
    private @Nullable String task;

    @Option(
        names = "--baselines",
        description = "Also AUROC of word overlap, ROUGE-L and cosine on the same rows.")
    private boolean baselines;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Write the card there as JSON as well.")
    private @Nullable Path output;

    @Option(
        names = "--probes",
        description =
            "Also try changes that should, or should not, move a verdict, and self-preference.")
    private boolean probes;

    @Option(
        names = "--family",
        paramLabel = "F",
        description = "Of the judge's model, like qwen; taken from its name where absent.")
    private @Nullable String family;

    QualifyCommand(Assay assay) {
      this.assay = assay;
    }

    private static void atLeastOne(String option, @Nullable Integer given) {
      if (given != null && given < 1) {
        throw Assay.wrong("%s must be 1 or more, got %d".formatted(option, given), null);
      }
    }

    @Override
    public Integer call() {
      atLeastOne("--sample", sample);
      atLeastOne("--repeats", repeats);
      if (half != null && half != 0 && half != 1) {
        throw Assay.wrong("--half must be 0 or 1, got " + half, null);
      }
      assay.refuseToOverwrite(output, labels);
      var exam =
          new Qualifier.Exam(
              assay.path(labels),
              judge.settings(assay, List.of(), Compat.CORRECTED),
              sample,
              seed,
              half,
              repeats,
              task == null ? null : Assay.choice("--task", task, LabelledRow.Task.values()),
              baselines,
              probes,
              family);
      try (var lab = Lab.open(assay.state())) {
        var card =
            Watched.work(
                assay.terminal,
                progress -> {
                  try (var qualifier = lab.qualifier(progress)) {
                    return qualifier.qualify(exam);
                  }
                });
        if (output != null) {
          Assay.write(
              assay.path(output),
              Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n");
        }
        if (assay.json()) {
          assay.terminal.json(card);
        } else {
          assay.terminal.print(ReportCardText.of(card));
        }
        return assay.failures(
            labels.toString(), card.failed(), card.expected(), ExperimentFile.Coverage.USUAL);
      }
    }
  }

  /// `assay judge features`.
  @Command(
      header = "Prints the offline verifier's numbers of labelled rows, one JSON object a line.",
      description = "%nWhat scripts/fit-verifier fits the verifier on.",
      customSynopsis = "assay judge features --labels FILE",
      footerHeading = "%nExamples:%n",
      footer = {"  assay judge features --labels labels.jsonl > features.jsonl"})
  static final class FeaturesCommand implements Callable<Integer> {
    private final Assay assay;

    @Option(names = "--labels", required = true, paramLabel = "FILE", description = "The rows.")
    private Path labels = Path.of("");

    FeaturesCommand(Assay assay) {
      this.assay = assay;
    }

    @Override
    public Integer call() {
      try (var lab = Lab.open(assay.state())) {
        Watched.work(
                assay.terminal,
                progress -> {
                  try (var qualifier = lab.qualifier(progress)) {
                    return qualifier.features(assay.path(labels));
                  }
                })
            .forEach(row -> assay.terminal.print(Json.MAPPER.writeValueAsString(row)));
        return Exit.DONE;
      }
    }
  }
}
