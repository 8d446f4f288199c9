package dev.assay.measure;

/// Reciprocal rank: `RR@k`; its mean over the questions is "MRR".
///
/// `1 / rank of the first relevant hit`, 0 if none stands in the first `k`. In [0,1]; `R = 0`: not
/// applicable. trec_eval: `recip_rank` (uncut). Kantor and Voorhees 2000,
/// doi:10.1023/A:1009902609570.
public record Rr(int rel, int cutoff) implements GradeMeasure {
  public Rr {
    Spelling.checkRel(rel);
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    if (ranking.relevant(rel) == 0) {
      return Score.nothingRelevant();
    }
    for (int nth = 0; nth < ranking.found() && ranking.foundAt(nth) < cutoff; nth++) {
      int i = ranking.foundAt(nth);
      if (ranking.grade(i) >= rel) {
        return Score.of(1.0 / (i + 1));
      }
    }
    return Score.of(0);
  }

  @Override
  public String toString() {
    return Spelling.print("RR", Spelling.rel(rel), cutoff);
  }
}
