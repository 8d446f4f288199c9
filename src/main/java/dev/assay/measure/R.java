package dev.assay.measure;

/// Recall: `R@k`, the relevant hits in the first `k`, divided by all that are judged relevant.
///
/// In [0,1]; with `R > k` the best value is below 1; `R = 0`: not applicable. trec_eval:
/// `recall.k`, uncut `set_recall`. Cleverdon, Mills and Keen 1966.
public record R(int rel, int cutoff) implements GradeMeasure {
  public R {
    Spelling.checkRel(rel);
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    int relevant = ranking.relevant(rel);
    if (relevant == 0) {
      return Score.nothingRelevant();
    }
    return Score.of((double) ranking.relevantIn(cutoff, rel) / relevant);
  }

  @Override
  public String toString() {
    return Spelling.print("R", Spelling.rel(rel), cutoff);
  }
}
