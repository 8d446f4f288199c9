package dev.assay.measure;

/// Precision: `P@k`, the relevant hits in the first `k`, divided by `k`.
///
/// Also divides by `k` when fewer hits came back: `P@10` of one good hit is .1. In [0,1]; `R = 0`:
/// not applicable. trec_eval: `P.k`. Cleverdon, Mills and Keen 1966.
public record P(int rel, int cutoff) implements GradeMeasure {
  public P {
    Spelling.checkRel(rel);
    Spelling.checkCut("P", cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    if (ranking.relevant(rel) == 0) {
      return Score.nothingRelevant();
    }
    return Score.of((double) ranking.relevantIn(cutoff, rel) / cutoff);
  }

  @Override
  public String toString() {
    return Spelling.print("P", Spelling.rel(rel), cutoff);
  }
}
