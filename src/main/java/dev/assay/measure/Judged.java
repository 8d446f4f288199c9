package dev.assay.measure;

/// `Judged@k`: the share of the first `k` hits that somebody judged, of `min(k, hits returned)`.
///
/// No measure of quality, but how far the others can be trusted. In [0,1]; nothing returned: not
/// applicable. trec_eval's `unj_k` is the other part, but divides by `k`.
public record Judged(int cutoff) implements GradeMeasure {
  public Judged {
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    int size = Math.min(cutoff, ranking.size());
    if (size == 0) {
      return new Score.NotApplicable("nothing was returned");
    }
    int judged = 0;
    for (int i = 0; i < size; i++) {
      if (ranking.isJudged(i)) {
        judged++;
      }
    }
    return Score.of((double) judged / size);
  }

  @Override
  public String toString() {
    return Spelling.print("Judged", "", cutoff);
  }
}
