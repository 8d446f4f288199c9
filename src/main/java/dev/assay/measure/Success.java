package dev.assay.measure;

/// `Success@k`: 1 if any of the first `k` hits is relevant, else 0; also called hit rate.
///
/// `R = 0`: not applicable. trec_eval: `success.k`. Craswell and Hawking 2004 (TREC Web track).
public record Success(int rel, int cutoff) implements GradeMeasure {
  public Success {
    Spelling.checkRel(rel);
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    if (ranking.relevant(rel) == 0) {
      return Score.nothingRelevant();
    }
    return Score.of(ranking.relevantIn(cutoff, rel) > 0 ? 1 : 0);
  }

  @Override
  public String toString() {
    return Spelling.print("Success", Spelling.rel(rel), cutoff);
  }
}
