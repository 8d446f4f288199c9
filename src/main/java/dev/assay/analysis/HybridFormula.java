package dev.assay.analysis;

import dev.assay.milvus.HybridRanker;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The formulas by which Milvus's rankers are known to fuse, in its 32-bit numbers.
enum HybridFormula {
  /// RRFRanker: `1 / (k + rank)`, ranks from 1.
  RRF("1 / (k + rank)", "32-bit scores"),
  /// WeightedRanker of Milvus Lite 2.5.1, measured.
  ARCTAN(
      "weight * (1 + cosine) / 2 and weight * (1/2 + atan(BM25) / pi)",
      "Milvus normalises by its own formula"),
  /// WeightedRanker of a server that does not normalise.
  AS_IS("weight * score", "Milvus does not normalise");

  private final String formula;
  private final String reason;

  HybridFormula(String formula, String reason) {
    this.formula = formula;
    this.reason = reason;
  }

  String formula() {
    return formula;
  }

  /// Why a ranking by it differs from one computed here.
  String reason() {
    return reason;
  }

  static List<HybridFormula> of(HybridRanker ranker) {
    return switch (ranker) {
      case HybridRanker.Rrf _ -> List.of(RRF);
      case HybridRanker.Weights _ -> List.of(ARCTAN, AS_IS);
    };
  }

  /// @param legs dense, then sparse, as deep as Milvus fuses them
  Ranking fuse(HybridRanker ranker, List<Leg> legs) {
    Map<String, Float> fused = new HashMap<>();
    for (Leg leg : legs) {
      List<Hit> hits = leg.ranking().hits();
      for (int i = 0; i < hits.size(); i++) {
        float part = part(ranker, leg.name().equals("dense"), i + 1, (float) hits.get(i).score());
        fused.merge(hits.get(i).id(), part, Float::sum);
      }
    }
    var hits = new ArrayList<Hit>();
    fused.forEach((id, score) -> hits.add(new Hit(id, score)));
    return Ranking.of(hits);
  }

  private float part(HybridRanker ranker, boolean dense, int rank, float score) {
    return switch (ranker) {
      case HybridRanker.Rrf(int k) -> (float) (1.0 / (k + rank));
      case HybridRanker.Weights(double denseWeight, double sparseWeight) ->
          (float) (dense ? denseWeight : sparseWeight) * normalised(dense, score);
    };
  }

  private float normalised(boolean dense, float score) {
    return switch (this) {
      case RRF, AS_IS -> score;
      case ARCTAN ->
          dense ? (1 + score) * .5f : (float) (.5 + (float) Math.atan((double) score) / Math.PI);
    };
  }
}
