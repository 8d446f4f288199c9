package dev.assay.analysis;

import dev.assay.milvus.HybridRanker;
import dev.assay.ranking.Cut;
import dev.assay.ranking.Fusion;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Rrf;
import dev.assay.ranking.Weighted;
import dev.assay.ranking.Weighted.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fusions of the dense and the sparse leg that differ in one number only.
///
/// @param depth hits of each leg that are fused
/// @param normalise of the weighted sum; null for reciprocal rank fusion
/// @param at the `k` of each, or the dense weight, of which the sparse leg has the rest to 1
record FusionRow(int depth, @Nullable Normalisation normalise, List<Double> at) {
  static final int USUAL_K = 60;
  private static final List<Integer> DEPTHS = List.of(10, 20, 50, 100, 200);
  private static final List<Normalisation> NORMALISATIONS =
      List.of(Normalisation.MIN_MAX, Normalisation.Z_SCORE, Normalisation.RANK);

  /// Everything: `k` 1 to 200 and weights in steps of .01 under each normalisation, of the first
  /// 10, 20, 50, 100 and 200 hits of each leg and of all that were fetched.
  static List<FusionRow> fine(int fetched) {
    var rows = new ArrayList<FusionRow>();
    IntStream.concat(
            DEPTHS.stream().mapToInt(d -> d).filter(d -> d < fetched), IntStream.of(fetched))
        .forEach(depth -> rows.addAll(rows(depth, IntStream.rangeClosed(1, 200).toArray(), 100)));
    return rows;
  }

  /// A tenth of that, at full depth: for trying many legs.
  static List<FusionRow> coarse(int fetched) {
    return rows(fetched, new int[] {1, 2, 5, 10, 20, 40, 60, 100, 150, 200}, 10);
  }

  private static List<FusionRow> rows(int depth, int[] ks, int steps) {
    var rows = new ArrayList<FusionRow>();
    rows.add(new FusionRow(depth, null, IntStream.of(ks).asDoubleStream().boxed().toList()));
    var weights = IntStream.rangeClosed(0, steps).mapToObj(step -> (double) step / steps).toList();
    NORMALISATIONS.forEach(normalise -> rows.add(new FusionRow(depth, normalise, weights)));
    return rows;
  }

  int size() {
    return at.size();
  }

  /// Null for a weighted sum.
  @Nullable Integer k(int index) {
    return normalise == null ? (Integer) at.get(index).intValue() : null;
  }

  /// Null for reciprocal rank fusion.
  @Nullable Double denseWeight(int index) {
    return normalise == null ? null : at.get(index);
  }

  /// The sparse leg's weight: the rest to 1, exact to the second decimal.
  private double sparseWeight(int index) {
    return Math.round((1 - at.get(index)) * 100) / 100.0;
  }

  Fusion fusion(int index) {
    return new Cut(
        depth,
        normalise == null
            ? new Rrf(at.get(index).intValue())
            : new Weighted(
                Map.of("dense", at.get(index), "sparse", sparseWeight(index)), normalise));
  }

  /// What Milvus is asked for to fuse likewise.
  HybridRanker ranker(int index) {
    return normalise == null
        ? new HybridRanker.Rrf(at.get(index).intValue())
        : new HybridRanker.Weights(at.get(index), sparseWeight(index));
  }

  /// `RRF k=60` or `zScore dense .49`
  String label(int index) {
    return normalise == null
        ? "RRF k=%d".formatted(at.get(index).intValue())
        : String.format(Locale.ROOT, "%s dense %.2f", normalise, at.get(index));
  }

  /// How far from what is usual, for choosing among equals: reciprocal rank fusion with `k` near 60
  /// comes before weights near a half.
  int unusual(int index) {
    return normalise == null
        ? (int) Math.abs(at.get(index) - USUAL_K)
        : 1000 * (1 + NORMALISATIONS.indexOf(normalise))
            + (int) Math.round(Math.abs(at.get(index) - .5) * 100);
  }

  /// The value of one question under each of the fusions.
  void score(SweptQuestion question, Leg dense, Leg sparse, double[] into) {
    if (normalise == null) {
      for (int i = 0; i < into.length; i++) {
        var rrf = new Rrf(at.get(i).intValue());
        double[] parts =
            rrf.parts(dense.ranking().size() > sparse.ranking().size() ? dense : sparse);
        into[i] = question.score(parts, 1, parts, 1, depth);
      }
      return;
    }
    double[] denseParts = normalised(dense, normalise);
    double[] sparseParts = normalised(sparse, normalise);
    for (int i = 0; i < into.length; i++) {
      into[i] = question.score(denseParts, at.get(i), sparseParts, sparseWeight(i), depth);
    }
  }

  private double[] normalised(Leg leg, Normalisation normalise) {
    return new Weighted(Map.of(leg.name(), 1.0), normalise)
        .parts(new Leg(leg.name(), leg.ranking().top(depth)));
  }
}
