package dev.assay.bench;

import dev.assay.measure.GradeMeasure;
import dev.assay.measure.GradedRanking;
import dev.assay.measure.Measure;
import dev.assay.measure.Percentile;
import dev.assay.measure.Qrels;
import dev.assay.measure.RunScores;
import dev.assay.measure.SignFlip;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// What `assay measure`, `run` and `compare` compute, on one thread: every measure over 10,000
/// rankings of 100 hits, and a sign-flip test of 1,000 questions with 100,000 draws. Each beside
/// the same done without preparation.
public class MeasureBenchmark {
  private static final String MEASURES =
      "nDCG@10,nDCG@100,nDCG(dcg='exp-log2')@100,AP@100,RR@100,P@10,P@100,R@10,R@100,F1@100,"
          + "Success@10,Bpref,infAP,RBP@100,RBP(residual)@100,Judged@100";

  /// 30 judgements a question, 0..3, on ids of which two thirds are found somewhere in the 100.
  @State(Scope.Benchmark)
  public static class Rankings {
    final List<GradeMeasure> measures =
        Measure.parseAll(MEASURES).stream().map(GradeMeasure.class::cast).toList();
    final Qrels qrels;
    final Run run;
    final Map<String, GradedRanking> graded;

    public Rankings() {
      var random = new SplittableRandom(1);
      var judgements = new LinkedHashMap<String, Map<String, Integer>>();
      var rankings = new LinkedHashMap<String, Ranking>();
      for (int question = 0; question < 10_000; question++) {
        var hits = new ArrayList<Hit>();
        var grades = new LinkedHashMap<String, Integer>();
        for (int rank = 0; rank < 100; rank++) {
          hits.add(new Hit("d" + question + "-" + rank, -rank));
        }
        while (grades.size() < 30) {
          // New strings: what is read from a file is not the same object as what is judged.
          grades.put("d" + question + "-" + random.nextInt(150), random.nextInt(4));
        }
        rankings.put("q" + question, new Ranking(hits));
        judgements.put("q" + question, grades);
      }
      qrels = new Qrels(judgements);
      run = new Run(rankings);
      graded = qrels.grade(run);
    }
  }

  @State(Scope.Benchmark)
  public static class Deltas {
    final double[] deltas = new SplittableRandom(2).doubles(1000, -1, 1.05).toArray();
    final int[] alone = IntStream.range(0, deltas.length).toArray();
  }

  @Benchmark
  public RunScores measures(Rankings rankings) {
    return RunScores.of(rankings.graded, rankings.measures);
  }

  /// With the grade of every hit looked up first.
  @Benchmark
  public RunScores measuresAndGrades(Rankings rankings) {
    return RunScores.of(rankings.qrels.grade(rankings.run), rankings.measures);
  }

  /// Every measure looks the grades up itself.
  @Benchmark
  public double measuresNaively(Rankings rankings) {
    double sum = 0;
    for (GradeMeasure measure : rankings.measures) {
      for (Map.Entry<String, Ranking> entry : rankings.run.byQuestion().entrySet()) {
        sum += measure.score(entry.getValue(), rankings.qrels.grades(entry.getKey())).asTrecEval();
      }
    }
    return sum;
  }

  @Benchmark
  public double signFlips(Deltas deltas) {
    return new SignFlip(100_000, 7).p(deltas.deltas, deltas.alone);
  }

  /// A sign for each delta.
  @Benchmark
  public double signFlipsNaively(Deltas deltas) {
    var random = new Random(7);
    double observed = 0;
    for (double delta : deltas.deltas) {
      observed += delta;
    }
    int extreme = 0;
    for (int draw = 0; draw < 100_000; draw++) {
      double sum = 0;
      for (double delta : deltas.deltas) {
        sum += random.nextBoolean() ? delta : -delta;
      }
      extreme += Math.abs(sum) >= Math.abs(observed) ? 1 : 0;
    }
    return (extreme + 1) / 100_001.0;
  }

  /// Prints milliseconds: the best of all iterations, the median of the forks' means, and by how
  /// much the naive way is slower, best against best.
  public static void main(String[] args) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(MeasureBenchmark.class.getName() + ".")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MILLISECONDS)
            .forks(5)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(10)
            .measurementTime(TimeValue.milliseconds(200))
            // One thread, garbage collector included.
            .jvmArgs("-Xmx2g", "-XX:+UseSerialGC")
            .build();
    var best = new TreeMap<String, Double>();
    var medians = new TreeMap<String, Double>();
    for (RunResult result : new Runner(options).run()) {
      String name = result.getParams().getBenchmark();
      String shortName = name.substring(name.lastIndexOf('.') + 1);
      best.put(
          shortName,
          result.getBenchmarkResults().stream()
              .mapToDouble(fork -> fork.getPrimaryResult().getStatistics().getMin())
              .min()
              .orElseThrow());
      medians.put(
          shortName,
          Percentile.of(
              result.getBenchmarkResults().stream()
                  .mapToDouble(fork -> fork.getPrimaryResult().getScore())
                  .toArray(),
              .5));
    }
    System.out.println("| benchmark | best ms | median ms | naive is slower by |");
    System.out.println("|---|---|---|---|");
    best.forEach((name, ms) -> {
      double naive =
          best.getOrDefault(
              (name.startsWith("sign") ? "signFlips" : "measures") + "Naively", Double.NaN);
      System.out.printf(
          Locale.ROOT, "| %s | %.1f | %.1f | %.1f |%n", name, ms, medians.get(name), naive / ms);
    });
  }
}
