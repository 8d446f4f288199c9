package dev.assay.measure;

/// The harmonic mean of [P] and [R] at one cutoff: `F1@k = 2PR / (P + R)`, 0 where both are 0.
///
/// In [0,1]; `R = 0`: not applicable. trec_eval has none: `set_F` divides by the hits returned, not
/// by `k`. Van Rijsbergen 1979, chapter 7.
public record F1(int rel, int cutoff) implements GradeMeasure {
  public F1 {
    Spelling.checkRel(rel);
    Spelling.checkCut("F1", cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    int relevant = ranking.relevant(rel);
    if (relevant == 0) {
      return Score.nothingRelevant();
    }
    // 2(f/k)(f/R) / (f/k + f/R) without the divisions, and without 0/0 where nothing was found.
    return Score.of(2.0 * ranking.relevantIn(cutoff, rel) / ((double) cutoff + relevant));
  }

  @Override
  public String toString() {
    return Spelling.print("F1", Spelling.rel(rel), cutoff);
  }
}
