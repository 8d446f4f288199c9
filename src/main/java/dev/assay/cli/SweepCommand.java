package dev.assay.cli;

import dev.assay.AssayException;
import dev.assay.analysis.Bm25Grid;
import dev.assay.analysis.Sweep;
import dev.assay.lexical.Analyzer;
import dev.assay.report.SweepText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay sweep`.
@Command(
    header = "Tries every fusion of the stored legs, and confirms the best on held-out questions.",
    description = {
      "%nRRF with k 1 to 200, and weights in steps of .01 of scores normalised by min-max, z-score "
          + "or rank, over the first 10 to 200 hits of each leg, for each chunking and model. "
          + "Nothing is embedded, and Milvus is only asked whether its own hybrid search agrees with "
          + "the winner. docs/comparing.md explains each figure.%n",
      "With --bm25 the sparse legs of other BM25 settings are computed from the stored documents, "
          + "and Milvus is asked whether it finds the winner's.",
    },
    customSynopsis =
        "assay sweep [EXPERIMENT] [--measure M] [--no-parity] [--bm25 [--k1 K] [--b B] [--analyzer A]]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay sweep last            the best fusion of the last run",
      "  assay sweep demo --json     with the mean of every setting",
      "  assay sweep last --bm25 --k1 0.9,1.2 --b 0.4,0.75 --analyzer english,standard",
    })
final class SweepCommand implements Callable<Integer> {
  private final Assay assay;

  @Mixin private NamedExperiment experiment = new NamedExperiment();

  @Option(
      names = "--measure",
      paramLabel = "M",
      description = "Which measure to tune (default: decision.primary).")
  private @Nullable String measure;

  @Option(
      names = "--no-parity",
      description = "Do not compare with Milvus's own hybrid search; nothing is searched then.")
  private boolean noParity;

  @Option(
      names = "--bm25",
      description = "Try BM25 settings, each alone and under fusions in tenths.")
  private boolean bm25;

  @Option(
      names = "--k1",
      split = ",",
      paramLabel = "K",
      description = "With --bm25 (default: 0.6,0.9,1.2,1.5,2.0).")
  private List<Double> k1 = List.of();

  @Option(
      names = "--b",
      split = ",",
      paramLabel = "B",
      description = "With --bm25 (default: 0,0.25,0.4,0.5,0.75,1).")
  private List<Double> b = List.of();

  @Option(
      names = "--analyzer",
      split = ",",
      paramLabel = "A",
      description = "With --bm25 (default: the experiment's, and standard).")
  private List<String> analyzers = List.of();

  SweepCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    try (var lab = assay.openExisting()) {
      var finished = experiment.finished(assay, lab);
      Bm25Grid grid = bm25 ? grid() : null;
      Sweep sweep =
          (grid == null ? finished.sweep(measure) : finished.sweep(measure, grid))
              .orElseThrow(() ->
                  Assay.wrong(
                      "the experiment has nothing to sweep",
                      "factors.retrieval needs a Dense and a Bm25 retrieval, and questions scored under both"));
      if (!noParity) {
        try {
          sweep = finished.withParity(sweep, grid);
        } catch (AssayException noAnswer) {
          assay.terminal.note("parity with Milvus not checked: " + noAnswer.getMessage());
        }
      }
      if (assay.json()) {
        assay.terminal.json(sweep);
      } else {
        assay.terminal.print(SweepText.of(sweep));
      }
      return Exit.DONE;
    }
  }

  private Bm25Grid grid() {
    try {
      return new Bm25Grid(
          k1.isEmpty() ? Bm25Grid.DEFAULT.k1() : k1,
          b.isEmpty() ? Bm25Grid.DEFAULT.b() : b,
          analyzers.stream().map(Analyzer::of).toList());
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), "assay sweep --help has the defaults");
    }
  }
}
