package dev.assay.measure;

import dev.assay.ranking.Ranking;
import java.util.Map;

/// A measure of the grades in a ranking. Between chunkings only [Success] and [Rr] compare: the
/// others depend on how many chunks are relevant, so use a [SpanMeasure] there.
public sealed interface GradeMeasure extends Measure
    permits Ndcg, Ap, Rr, P, R, F1, Success, Bpref, InfAp, Rbp, Judged, Condensed {
  /// How many hits are looked at, from 1, or [#UNCUT].
  int cutoff();

  Score score(GradedRanking ranking);

  /// Scores one ranking.
  ///
  /// @param grades every judged id with its grade, retrieved or not
  default Score score(Ranking ranking, Map<String, Integer> grades) {
    return score(GradedRanking.of(ranking, grades));
  }
}
