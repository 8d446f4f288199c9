package dev.assay.measure;

/// Binary preference: how rarely a hit judged not relevant stands above a relevant one. Unjudged
/// hits are skipped, the whole ranking counts, so there is no cutoff.
///
/// `1/R * sum over the retrieved relevant c of 1 - min(a, R) / min(N, R)`, `a` = hits judged not
/// relevant above `c`, `N` = all judged not relevant; 1 where `a = 0`. In [0,1]; `R = 0`: not
/// applicable. trec_eval: `bpref`. Buckley and Voorhees 2004, doi:10.1145/1008992.1009000.
public record Bpref(int rel) implements GradeMeasure {
  public Bpref {
    Spelling.checkRel(rel);
  }

  @Override
  public int cutoff() {
    return UNCUT;
  }

  @Override
  public Score score(GradedRanking ranking) {
    int relevant = ranking.relevant(rel);
    if (relevant == 0) {
      return Score.nothingRelevant();
    }
    int bound = Math.min(ranking.judged() - relevant, relevant);
    int above = 0;
    double sum = 0;
    for (int i = 0; i < ranking.size(); i++) {
      if (ranking.grade(i) >= rel) {
        sum += above == 0 ? 1 : 1 - (double) Math.min(above, relevant) / bound;
      } else if (ranking.isJudged(i)) {
        above++;
      }
    }
    return Score.of(sum / relevant);
  }

  @Override
  public String toString() {
    return Spelling.print("Bpref", Spelling.rel(rel), UNCUT);
  }
}
