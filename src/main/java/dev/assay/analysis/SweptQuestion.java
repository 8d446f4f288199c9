package dev.assay.analysis;

import dev.assay.corpus.Chunk;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Scorer;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.Grading;
import dev.assay.measure.Cutoff;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.GradedRanking;
import dev.assay.measure.Measure;
import dev.assay.measure.Region;
import dev.assay.measure.Score;
import dev.assay.measure.SpanMeasure;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One question, prepared to be ranked by many fusions of the same two legs: every hit has a
/// number, its grade is looked up once, and each ranking starts from the one before. Scores exactly
/// as [Scorer] does. Not thread safe.
final class SweptQuestion {
  private static final int[] NOT_YET = {-1};

  private final int[] dense;
  private final int[] sparse;
  private final int depth;
  private final Measure measure;
  private final Chunks chunks;
  private final List<String> ids;
  private final List<String> unitNames;
  private final int[] units;
  private final boolean wholeDocuments;
  private final int cutoff;
  private final @Nullable GradedRanking grades;
  private final @Nullable Region[] regions;
  private final Map<Region, int[]> tokens = new HashMap<>();
  private final List<Region> evidence;

  private final double[] scores;
  private final int[] order;
  private final int[] seen;
  private int round;
  private int lastFused;
  private int[] last = NOT_YET;
  private double lastScore;

  SweptQuestion(
      GoldenQuestion question,
      Leg dense,
      Leg sparse,
      int depth,
      Measure measure,
      double minimumCover,
      Chunks chunks) {
    var union = new TreeSet<String>();
    dense.ranking().hits().forEach(hit -> union.add(hit.id()));
    sparse.ranking().hits().forEach(hit -> union.add(hit.id()));
    this.ids = List.copyOf(union);
    this.dense = numbers(dense.ranking());
    this.sparse = numbers(sparse.ranking());
    this.depth = depth;
    this.measure = measure;
    this.chunks = chunks;
    this.scores = new double[ids.size()];
    this.order = IntStream.range(0, ids.size()).toArray();
    this.wholeDocuments = question.evidence().stream().allMatch(Evidence::wholeDocument);
    this.evidence = Scorer.evidence(question);
    var names = ids.stream().map(wholeDocuments ? Chunk::documentOf : chunks::unit).toList();
    this.unitNames = names.stream().distinct().toList();
    this.regions = new Region[unitNames.size()];
    var numbers = new HashMap<String, Integer>();
    unitNames.forEach(name -> numbers.put(name, numbers.size()));
    this.seen = new int[unitNames.size()];
    this.units = names.stream().mapToInt(name -> numbers.getOrDefault(name, -1)).toArray();
    this.cutoff =
        switch (measure) {
          case GradeMeasure graded -> graded.cutoff();
          case SpanMeasure spans ->
              switch (spans.cutoff()) {
                case Cutoff.Ranks(int hits) -> hits;
                case Cutoff.Tokens(int budget) -> wholeDocuments ? 1 : mostHits(budget);
              };
        };
    this.grades =
        switch (measure) {
          case SpanMeasure _ -> null;
          case GradeMeasure _ -> {
            Map<String, Integer> judged =
                wholeDocuments
                    ? Grading.documentGrades(question)
                    : new Grading(minimumCover).grades(question, chunks.around(question));
            yield GradedRanking.of(
                Ranking.of(
                    IntStream.range(0, unitNames.size())
                        .mapToObj(n -> new Hit(unitNames.get(n), -n))
                        .toList()),
                judged);
          }
        };
  }

  /// The most hits that any ranking needs to use the budget up: as many as the shortest ones make.
  private int mostHits(int budget) {
    int[] sizes = unitNames.stream().mapToInt(id -> tokens(chunks.region(id)).length).toArray();
    Arrays.sort(sizes);
    int hits = 0;
    for (int left = budget; hits < sizes.length && left > 0; hits++) {
      left -= sizes[hits];
    }
    return Math.max(1, hits);
  }

  private int[] tokens(Region region) {
    return tokens.computeIfAbsent(region, chunks::tokens);
  }

  private int[] numbers(Ranking ranking) {
    return ranking.hits().stream()
        .mapToInt(hit -> Collections.binarySearch(ids, hit.id()))
        .toArray();
  }

  /// The value of the measure where each hit gets the weighted sum of its parts; NaN where the
  /// measure does not apply.
  ///
  /// @param denseParts by rank in the dense leg
  /// @param sparseParts by rank in the sparse leg
  /// @param fused hits of each leg that take part; the others count as not retrieved
  double score(
      double[] denseParts,
      double denseWeight,
      double[] sparseParts,
      double sparseWeight,
      int fused) {
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    int retrieved = Math.min(fused, dense.length);
    for (int i = 0; i < retrieved; i++) {
      scores[dense[i]] = denseParts[i] * denseWeight;
    }
    for (int i = 0; i < Math.min(fused, sparse.length); i++) {
      int hit = sparse[i];
      double part = sparseParts[i] * sparseWeight;
      if (scores[hit] == Double.NEGATIVE_INFINITY) {
        scores[hit] = part;
        retrieved++;
      } else {
        scores[hit] += part;
      }
    }
    // Among the same legs, those that take part stand first already.
    sort(fused == lastFused ? retrieved : order.length);
    lastFused = fused;
    int[] top = top(Math.min(retrieved, depth));
    // Neighbouring settings mostly rank the first hits alike.
    if (!Arrays.equals(top, last)) {
      last = top;
      lastScore = measured(top);
    }
    return lastScore;
  }

  /// Puts the hits into the lab's order: they are numbered by id, so of equal ones the lower number
  /// wins. Starts from the order of the setting before, in which few hits stand wrong.
  private void sort(int hits) {
    for (int i = 1; i < hits; i++) {
      int hit = order[i];
      double score = scores[hit];
      int place = i;
      while (place > 0 && before(score, hit, order[place - 1])) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = hit;
    }
  }

  private boolean before(double score, int hit, int other) {
    return score > scores[other] || (score == scores[other] && hit < other);
  }

  /// The first units that the measure looks at: documents where documents are judged, else what
  /// chunks return.
  private int[] top(int hits) {
    int[] top = new int[Math.min(cutoff, hits)];
    int count = 0;
    round++;
    for (int i = 0; i < hits && count < top.length; i++) {
      int unit = units[order[i]];
      if (seen[unit] != round) {
        seen[unit] = round;
        top[count++] = unit;
      }
    }
    return count == top.length ? top : Arrays.copyOf(top, count);
  }

  private double measured(int[] top) {
    Score score =
        switch (measure) {
          case GradeMeasure graded ->
              grades == null
                  ? new Score.NotApplicable("no grades")
                  : graded.score(grades.select(top));
          case SpanMeasure spans ->
              wholeDocuments
                  ? new Score.NotApplicable("the evidence is whole documents")
                  : spans.score(regions(top), this::tokens, evidence);
        };
    return switch (score) {
      case Score.Scored(double value) -> value;
      case Score.NotApplicable _ -> Double.NaN;
    };
  }

  private List<Region> regions(int[] top) {
    var found = new ArrayList<Region>(top.length);
    for (int unit : top) {
      Region region = regions[unit];
      if (region == null) {
        region = chunks.region(unitNames.get(unit));
        regions[unit] = region;
      }
      found.add(region);
    }
    return found;
  }
}
