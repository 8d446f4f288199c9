package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Whole;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Models;
import dev.assay.experiment.VectorStore;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.Grading;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Measure;
import dev.assay.measure.Score;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.UnitRanking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Legs drawn at random, with ties, and documents of several chunks.
class SweptQuestionTest {
  private static final List<String> MEASURES =
      List.of("nDCG@10", "RR@10", "R@20", "AP", "P@5", "Judged@10", "Bpref", "Success@1");

  @TempDir private Path folder;

  @Test
  void everySettingGivesWhatFusingAndMeasuringGive() {
    long seed = Long.getLong("seed", 4);
    var random = new SplittableRandom(seed);
    try (var ledger = Ledger.open(folder)) {
      var noChunks =
          new Chunks(
              new CorpusStore(ledger),
              new Cutter(new VectorStore(ledger), new Models()),
              "none",
              new Whole());
      checkAll(random, seed, noChunks);
    }
  }

  private static void checkAll(SplittableRandom random, long seed, Chunks noChunks) {
    for (int repetition = 0; repetition < 40; repetition++) {
      int depth = 1 + random.nextInt(60);
      Leg dense = leg("dense", depth, random);
      Leg sparse = leg("sparse", depth, random);
      GoldenQuestion question = question(random);
      var grades = Grading.documentGrades(question);
      for (String name : MEASURES) {
        var measure = Measure.parse(name);
        var swept = swept(question, dense, sparse, depth, measure, noChunks);
        for (FusionRow row : rows(random, depth)) {
          double[] values = new double[row.size()];
          row.score(swept, dense, sparse, values);
          int setting = random.nextInt(values.length);
          Ranking fused = row.fusion(setting).fuse(List.of(dense, sparse), depth);
          Score expected =
              ((GradeMeasure) measure).score(UnitRanking.of(fused, Chunk::documentOf), grades);
          assertThat(values[setting])
              .as("%s, %s, depth %d, -Dseed=%d", name, row.fusion(setting), depth, seed)
              .isEqualTo(
                  switch (expected) {
                    case Score.Scored(double value) -> value;
                    case Score.NotApplicable _ -> Double.NaN;
                  });
        }
      }
    }
  }

  private static SweptQuestion swept(
      GoldenQuestion question, Leg dense, Leg sparse, int depth, Measure measure, Chunks noChunks) {
    return new SweptQuestion(question, dense, sparse, depth, measure, .5, noChunks);
  }

  private static List<FusionRow> rows(SplittableRandom random, int depth) {
    return Stream.of(
            FusionRow.coarse(1 + random.nextInt(depth)),
            FusionRow.fine(depth),
            FusionRow.coarse(depth))
        .flatMap(List::stream)
        .toList();
  }

  /// 0 to `depth` hits among 40 documents of 5 chunks, scores in steps of a tenth.
  private static Leg leg(String name, int depth, SplittableRandom random) {
    var hits = new HashMap<String, Hit>();
    int size = random.nextInt(depth + 1);
    for (int i = 0; i < size; i++) {
      String id = "d" + random.nextInt(40) + "#" + (1 + random.nextInt(5));
      hits.put(id, new Hit(id, random.nextInt(20) / 10.0));
    }
    return new Leg(name, Ranking.of(hits.values()));
  }

  private static GoldenQuestion question(SplittableRandom random) {
    var evidence = new ArrayList<Evidence>();
    for (int i = 0; i < 8; i++) {
      evidence.add(Evidence.whole("d" + random.nextInt(40), i == 0 ? 3 : random.nextInt(4)));
    }
    return new GoldenQuestion(
        "q",
        "Where?",
        null,
        evidence,
        null,
        null,
        null,
        GoldenQuestion.Origin.IMPORTED,
        GoldenQuestion.Status.ACCEPTED,
        null);
  }
}
