package dev.assay.measure;

/// Rank-biased precision: `RBP@k`, the share of relevant hits that a reader sees who goes on to the
/// next hit with probability `p`.
///
/// `(1 - p) * sum over i <= k of r(i) p^(i-1)`, `r` = 1 where the grade is at least `rel`. Its
/// residual, `RBP(residual)@k`, is the weight of what is not known: `(1 - p) * sum over the
/// unjudged i <= k of p^(i-1)`, plus `p^min(k, n)` for everything behind. With all of it judged,
/// RBP would lie between RBP and RBP + residual. Both in [0,1]; `R = 0`: not applicable. trec_eval:
/// `rbp` (p = .9, grades divided by the largest) and `rbp_resid`. Moffat and Zobel 2008,
/// doi:10.1145/1416950.1416952.
///
/// @param p persistence, in (0,1)
/// @param residual whether this is the residual, where lower is better
public record Rbp(double p, int rel, boolean residual, int cutoff) implements GradeMeasure {
  static final double PERSISTENCE = .8;

  public Rbp {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p must be in (0,1), got " + p);
    }
    Spelling.checkRel(rel);
    Spelling.checkCutoff(cutoff);
  }

  /// The residual that belongs beside this.
  public Rbp withResidual() {
    return new Rbp(p, rel, true, cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    if (ranking.relevant(rel) == 0) {
      return Score.nothingRelevant();
    }
    double weight = 1 - p;
    double sum = 0;
    double behind = 1;
    for (int i = 0; i < Math.min(cutoff, ranking.size()); i++) {
      if (residual ? !ranking.isJudged(i) : ranking.grade(i) >= rel) {
        sum += weight;
      }
      weight *= p;
      behind *= p;
    }
    // A long list of relevant hits adds up to a hair more than 1.
    return Score.of(Math.min(1, residual ? sum + behind : sum));
  }

  @Override
  public String toString() {
    return Spelling.print(
        "RBP",
        Spelling.join(
            p == PERSISTENCE ? "" : "p=" + p, Spelling.rel(rel), residual ? "residual" : ""),
        cutoff);
  }
}
