package dev.assay.measure;

/// Inferred average precision: `infAP`, for judgements that are a random sample of the pool. Ids
/// with grade -1 are pooled but not judged; without any, it equals [Ap] to about 1e-5.
///
/// `1/R * sum over the relevant ranks j of 1/j + (j-1)/j * pooled above/(j-1) * (rel above + e) /
/// (judged above + 2e)`, `e = 1e-5`; rank 1 counts 1. The whole ranking counts, so there is no
/// cutoff. In [0,1]; `R = 0`: not applicable. trec_eval: `infAP`. Yilmaz and Aslam 2006,
/// doi:10.1145/1183614.1183633.
public record InfAp(int rel) implements GradeMeasure {
  private static final double EPSILON = 1e-5;

  public InfAp {
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
    int pooled = 0;
    int judged = 0;
    int found = 0;
    double sum = 0;
    for (int i = 0; i < ranking.size(); i++) {
      if (ranking.grade(i) >= rel) {
        double precisionAbove = (found + EPSILON) / (judged + 2 * EPSILON);
        sum += i == 0 ? 1 : (1 + pooled * precisionAbove) / (i + 1);
        found++;
      }
      pooled += ranking.isPooled(i) ? 1 : 0;
      judged += ranking.isJudged(i) ? 1 : 0;
    }
    return Score.of(sum / relevant);
  }

  @Override
  public String toString() {
    return Spelling.print("infAP", Spelling.rel(rel), UNCUT);
  }
}
