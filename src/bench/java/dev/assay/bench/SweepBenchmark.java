package dev.assay.bench;

import dev.assay.analysis.Sweep;
import dev.assay.lab.Lab;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Seconds of a whole sweep of a finished experiment, from opening the ledger's legs to the
/// held-out interval, for one measure each. The figure is the median of the rounds, after one that
/// warms up.
public final class SweepBenchmark {
  private static final Path STATE = Path.of(System.getProperty("bench.state", ".assay"));
  private static final String EXPERIMENT = System.getProperty("bench.experiment", "last");
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final List<String> MEASURES = List.of("nDCG@10", "R@100", "AP@100", "RR@10");

  private SweepBenchmark() {}

  public static void main(String[] args) {
    try (var lab = Lab.open(STATE)) {
      var experiment = lab.of(lab.find(EXPERIMENT).orElseThrow()).finished().orElseThrow();
      System.out.println("| measure | questions | settings | s | s per 1,000 settings |");
      System.out.println("|---|---|---|---|---|");
      for (String measure : MEASURES) {
        Supplier<Sweep> sweep = () -> experiment.sweep(measure).orElseThrow();
        Sweep found = sweep.get();
        double seconds = median(sweep);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %,d | %.2f | %.2f |%n",
            measure,
            found.developmentQuestions().questions() + found.heldOutQuestions().questions(),
            found.settings(),
            seconds,
            seconds * 1000 / found.settings());
      }
    }
  }

  private static double median(Supplier<Sweep> sweep) {
    double[] seconds =
        IntStream.range(0, ROUNDS)
            .mapToDouble(_ -> {
              long start = System.nanoTime();
              var _ = sweep.get();
              return (System.nanoTime() - start) / 1e9;
            })
            .sorted()
            .toArray();
    return Arrays.stream(seconds).skip(seconds.length / 2).findFirst().orElseThrow();
  }
}
