package dev.assay.ranking;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A way to merge the legs of one question into one ranking.
///
/// The fused score of an id is the sum of its parts, one from each leg; a leg that did not retrieve
/// it gives 0. Fusing one leg keeps its order.
public sealed interface Fusion permits Rrf, Weighted, Cut {
  /// What each hit of a leg adds to the fused score, in the order of the hits. Hits beyond the end
  /// of it are left out, as if the leg had not retrieved them.
  double[] parts(Leg leg);

  /// The best `depth` hits by fused score.
  default Ranking fuse(List<Leg> legs, int depth) {
    checkNames(legs);
    Map<String, Double> fused = LinkedHashMap.newLinkedHashMap(2 * depth);
    for (Leg leg : legs) {
      double[] parts = parts(leg);
      for (int i = 0; i < parts.length; i++) {
        fused.merge(leg.ranking().hits().get(i).id(), parts[i], Double::sum);
      }
    }
    List<Hit> hits =
        fused.entrySet().stream().map(hit -> new Hit(hit.getKey(), hit.getValue())).toList();
    return Ranking.of(hits).top(depth);
  }

  /// Where an id stood in each leg and what that added; the parts sum to its fused score.
  default List<Part> explain(List<Leg> legs, String id) {
    checkNames(legs);
    return legs.stream().map(leg -> explain(leg, id)).toList();
  }

  private Part explain(Leg leg, String id) {
    int rank = leg.ranking().rankOf(id);
    if (rank == 0) {
      return Part.missing(leg.name());
    }
    double[] parts = parts(leg);
    return new Part(
        leg.name(),
        rank,
        leg.ranking().hits().get(rank - 1).score(),
        rank > parts.length ? 0 : parts[rank - 1]);
  }

  private static void checkNames(List<Leg> legs) {
    var names = new HashSet<String>();
    for (Leg leg : legs) {
      if (!names.add(leg.name())) {
        throw new IllegalArgumentException("two legs are named '" + leg.name() + "'");
      }
    }
  }
}
