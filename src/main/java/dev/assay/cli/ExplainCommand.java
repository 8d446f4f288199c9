package dev.assay.cli;

import dev.assay.Nearest;
import dev.assay.analysis.Explanation;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Result;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lab.Lab;
import dev.assay.report.ExplanationText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay explain`.
@Command(
    header = "Says why the evidence of a question was found or not.",
    description = {
      "%nPer configuration: the rank of every chunk with evidence, in the ranking and in each leg, "
          + "its cosine, what each query term adds to its BM25 score, and why it is missing.",
    },
    customSynopsis = "assay explain EXPERIMENT QUESTION [--run F] [--chunk ID] [--hits N]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay explain demo m-001                        every configuration",
      "  assay explain last m-001 --run A,F --hits 5     two of them, with their first hits",
      "  assay explain demo m-001 --chunk guide.md#2     and this chunk",
    })
final class ExplainCommand implements Callable<Integer> {
  private final Assay assay;

  @Parameters(
      index = "0",
      paramLabel = "EXPERIMENT",
      description = "Its id, a unique beginning of it, or last.")
  private String experiment = "";

  @Parameters(index = "1", paramLabel = "QUESTION", description = "The id of a golden question.")
  private String question = "";

  @Option(
      names = "--run",
      paramLabel = "F",
      split = ",",
      description = "Only these configurations.")
  private List<String> runs = List.of();

  @Option(names = "--chunk", paramLabel = "ID", description = "This chunk too, evidence or not.")
  private @Nullable String chunk;

  @Option(
      names = "--hits",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many hits of each ranking (default: ${DEFAULT-VALUE}).")
  private int hits = 3;

  ExplainCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    if (hits < 0) {
      throw Assay.wrong("--hits must be at least 0, got " + hits, null);
    }
    try (var lab = assay.openExisting()) {
      var found = assay.find(lab, experiment);
      Result result = lab.of(found).result().orElseThrow(() -> Assay.unfinished(found));
      var ids = lab.of(found).configurations().stream().map(Configuration::id).toList();
      for (String run : runs) {
        if (!ids.contains(run)) {
          throw Assay.wrong("no configuration '" + run + "'", Nearest.suggestion(run, ids));
        }
      }
      Explanation explanation =
          lab.of(found)
              .explain(question, runs, hits, chunk)
              .orElseThrow(() -> unknownQuestion(lab, found));
      if (chunk != null
          && explanation.views().stream()
              .noneMatch(v -> v.evidence().stream().anyMatch(e -> e.chunk().id().equals(chunk)))) {
        throw Assay.wrong(
            "no configuration has a chunk '" + chunk + "'",
            "a chunk is a document and a number: guides/refunds.md#2");
      }
      if (assay.json()) {
        assay.terminal.json(explanation);
      } else {
        assay.terminal.print(ExplanationText.of(explanation, result.primary()));
      }
      return Exit.DONE;
    }
  }

  private RuntimeException unknownQuestion(Lab lab, ExperimentRecord found) {
    var known = lab.of(found).questions().stream().map(GoldenQuestion::id).toList();
    String nearest = Nearest.to(question, known);
    return Assay.wrong(
        "'" + found.id() + "' has no question '" + question + "'",
        nearest == null
            ? "it has " + known.size() + ", the first is " + known.getFirst()
            : "did you mean '" + nearest + "'?");
  }
}
