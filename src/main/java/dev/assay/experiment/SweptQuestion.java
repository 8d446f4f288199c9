package dev.assay.experiment;

import dev.assay.corpus.Chunk;
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
/// number, and its grade is looked up once. Scores exactly as [Scorer] does. Not thread safe.
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
    this.wholeDocuments = question.evidence().stream().allMatch(Evidence::wholeDocument);
    this.evidence = Scorer.evidence(question);
    var names = ids.stream().map(wholeDocuments ? Chunk::documentOf : chunks::unit).toList();
    this.unitNames = names.stream().distinct().toList();
    this.regions = new Region[unitNames.size()];
    var numbers = new HashMap<String, Integer>();
    unitNames.forEach(name -> numbers.put(name, numbers.size()));
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

  /// The value of the measure where each hit gets the sum of its parts; NaN where the measure does
  /// not apply.
  ///
  /// @param denseParts by rank in the dense leg
  /// @param sparseParts by rank in the sparse leg
  double score(double[] denseParts, double[] sparseParts) {
    Arrays.fill(scores, 0);
    for (int i = 0; i < dense.length; i++) {
      scores[dense[i]] = denseParts[i];
    }
    for (int i = 0; i < sparse.length; i++) {
      scores[sparse[i]] += sparseParts[i];
    }
    int[] top = top();
    // Neighbouring settings mostly rank the first hits alike.
    if (!Arrays.equals(top, last)) {
      last = top;
      lastScore = measured(top);
    }
    return lastScore;
  }

  /// The first units that the measure looks at: documents where documents are judged, else what
  /// chunks return.
  private int[] top() {
    int wanted = Math.min(cutoff, depth);
    int fetched = wanted;
    while (true) {
      int[] hits = best(Math.min(fetched, depth));
      int[] distinct = distinct(hits, cutoff);
      if (distinct.length >= wanted || fetched >= depth || hits.length < fetched) {
        return distinct;
      }
      fetched *= 4;
    }
  }

  private int[] distinct(int[] hits, int most) {
    return Arrays.stream(hits).map(hit -> units[hit]).distinct().limit(most).toArray();
  }

  /// The best hits, in the lab's order: hits are numbered by id, so of equal ones the first wins.
  private int[] best(int most) {
    int[] order = new int[Math.min(most, scores.length)];
    double[] found = new double[order.length];
    int count = 0;
    for (int hit = 0; hit < scores.length; hit++) {
      double score = scores[hit];
      if (count == order.length && !(score > found[count - 1])) {
        continue;
      }
      int place = count < order.length ? count++ : count - 1;
      while (place > 0 && score > found[place - 1]) {
        found[place] = found[place - 1];
        order[place] = order[place - 1];
        place--;
      }
      found[place] = score;
      order[place] = hit;
    }
    return order;
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
