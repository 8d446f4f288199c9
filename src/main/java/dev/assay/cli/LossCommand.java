package dev.assay.cli;

import dev.assay.analysis.IndexRequest;
import dev.assay.analysis.IndexRequest.Kind;
import dev.assay.analysis.Losses;
import dev.assay.report.LossText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay loss`.
@Command(
    header = "Says where evidence was lost: chunking, model, index, fusion or reranking.",
    description = {
      "%nPer configuration the share of the evidence that is missing from the first hits, split into "
          + "the places where it was lost, and the questions behind each. docs/losses.md explains "
          + "each figure.%n%n"
          + "For each dense leg an approximate index is filled from the stored vectors and searched "
          + "with more and more effort: recall against exact search, the primary measure, latency. "
          + "The figures are kept; a second call searches nothing.",
    },
    customSynopsis =
        "assay loss [EXPERIMENT] [CONFIG..] [--cutoff K] [--index I] [--nlist N] [--at N]%n"
            + "                  [--milvus URI]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay loss                    every configuration of the last run",
      "  assay loss demo A C           two of them",
      "  assay loss last --cutoff 5    what the first five hits miss",
      "  assay loss last --index none  the split alone, no engine is started",
      "  assay loss last --index hnsw --at 64 --milvus http://127.0.0.1:19530",
    })
final class LossCommand implements Callable<Integer> {
  private final Assay assay;

  @Mixin private NamedExperiment experiment = new NamedExperiment();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CONFIG",
      description = "Only these configurations, by id or label.")
  private List<String> configurations = List.of();

  @Option(
      names = "--cutoff",
      paramLabel = "K",
      defaultValue = "10",
      description = "How many hits count (default: ${DEFAULT-VALUE}).")
  private int cutoff = 10;

  @Option(
      names = "--index",
      paramLabel = "I",
      defaultValue = "ivf_flat",
      description = "ivf_flat, hnsw or none (default: ${DEFAULT-VALUE}).")
  private String index = "ivf_flat";

  @Option(
      names = "--nlist",
      paramLabel = "N",
      description = "Lists of ivf_flat (default: about 4 times the root of the chunks).")
  private @Nullable Integer nlist;

  @Option(
      names = "--at",
      paramLabel = "N",
      description = "nprobe or ef of the searches that are split (default: exact search).")
  private @Nullable Integer at;

  @Option(
      names = "--milvus",
      paramLabel = "URI",
      description = "Measure the index on this server (default: the experiment's engine).")
  private @Nullable String milvus;

  LossCommand(Assay assay) {
    this.assay = assay;
  }

  @Override
  public Integer call() {
    if (cutoff < 1) {
      throw Assay.wrong("--cutoff must be at least 1, got " + cutoff, null);
    }
    IndexRequest request = request();
    try (var lab = assay.openExisting()) {
      var finished = experiment.finished(assay, lab);
      Losses losses =
          request == null
              ? finished.losses(configurations, cutoff)
              : Watched.work(
                  assay.terminal,
                  progress -> finished.losses(configurations, cutoff, request, progress));
      if (assay.json()) {
        assay.terminal.json(losses);
      } else {
        assay.terminal.print(LossText.of(losses));
      }
      return Exit.DONE;
    }
  }

  private @Nullable IndexRequest request() {
    if (index.equals("none")) {
      if (nlist != null || at != null || milvus != null) {
        throw Assay.wrong("--nlist, --at and --milvus need an index", null);
      }
      return null;
    }
    Kind found =
        Arrays.stream(Kind.values())
            .filter(kind -> name(kind).equalsIgnoreCase(index))
            .findFirst()
            .orElseThrow(
                () -> Assay.wrong("--index is ivf_flat, hnsw or none, got " + index, null));
    try {
      return new IndexRequest(found, nlist, at, milvus);
    } catch (IllegalArgumentException e) {
      throw Assay.wrong(String.valueOf(e.getMessage()), null);
    }
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
