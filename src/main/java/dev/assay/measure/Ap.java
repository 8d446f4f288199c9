package dev.assay.measure;

/// Average precision: `AP@k`; its mean over the questions is "MAP".
///
/// `1/R * sum over the relevant ranks i <= k of P@i`. Divides by `R`, not by `min(k, R)`: with `R >
/// k` the best value is below 1. In [0,1]; `R = 0`: not applicable. trec_eval: `map_cut.k`, uncut
/// `map`. Buckley and Voorhees 2000, doi:10.1145/345508.345543.
public record Ap(int rel, int cutoff) implements GradeMeasure {
  public Ap {
    Spelling.checkRel(rel);
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    int relevant = ranking.relevant(rel);
    if (relevant == 0) {
      return Score.nothingRelevant();
    }
    double sum = 0;
    int found = 0;
    for (int nth = 0; nth < ranking.found() && ranking.foundAt(nth) < cutoff; nth++) {
      int i = ranking.foundAt(nth);
      if (ranking.grade(i) >= rel) {
        found++;
        sum += (double) found / (i + 1);
      }
    }
    return Score.of(sum / relevant);
  }

  @Override
  public String toString() {
    return Spelling.print("AP", Spelling.rel(rel), cutoff);
  }
}
