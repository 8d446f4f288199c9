package dev.assay.measure;

import java.util.Objects;

/// A measure of the condensed list: `nDCG(judged_only=True)@10` leaves the hits out that nobody
/// judged and closes the ranks, then cuts. It flatters, so show [Judged] beside it. Sakai 2007,
/// doi:10.1145/1277741.1277756.
///
/// @param measure of the hits that are left; one that has its own rule for unjudged hits is refused
public record Condensed(GradeMeasure measure) implements GradeMeasure {
  public Condensed {
    Objects.requireNonNull(measure);
    switch (measure) {
      case Ndcg _, Ap _, Rr _, P _, R _, F1 _, Success _ -> {}
      case Bpref _, InfAp _, Judged _, Rbp _, Condensed _ ->
          throw new IllegalArgumentException(measure + " has no condensed view");
    }
  }

  /// The whole ranking: how deep the first `k` judged hits lie is not known beforehand.
  @Override
  public int cutoff() {
    return UNCUT;
  }

  @Override
  public Score score(GradedRanking ranking) {
    return measure.score(ranking.condensed());
  }

  @Override
  public String toString() {
    return Spelling.parse(measure.toString()).with(Spelling.JUDGED_ONLY + "=True");
  }
}
