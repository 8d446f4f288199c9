package dev.assay.measure;

import java.util.Objects;

/// Normalised discounted cumulative gain: `nDCG@k`.
///
/// `DCG@k = sum over i = 1..k of gain(g(i)) / log2(i + 1)`, divided by the DCG of all judged grades
/// in descending order, retrieved or not, up to `k`. In [0,1]; nothing relevant: not applicable.
/// trec_eval: `ndcg_cut.k`, uncut `ndcg` (linear gain). Järvelin and Kekäläinen 2002,
/// doi:10.1145/582415.582418; exponential gain: Burges et al. 2005, doi:10.1145/1102351.1102363.
public record Ndcg(Gain gain, int cutoff) implements GradeMeasure {
  /// What a grade is worth.
  public enum Gain {
    /// The grade itself: `nDCG@k`.
    LINEAR,
    /// `2^grade - 1`: `nDCG(dcg='exp-log2')@k`. The same as linear for grades 0 and 1.
    EXPONENTIAL;

    double of(int grade) {
      return switch (this) {
        case LINEAR -> grade;
        case EXPONENTIAL -> Math.scalb(1.0, grade) - 1;
      };
    }
  }

  private static final double[] LOG2 = log2Of(1024);

  public Ndcg {
    Objects.requireNonNull(gain);
    Spelling.checkCutoff(cutoff);
  }

  public Ndcg(int cutoff) {
    this(Gain.LINEAR, cutoff);
  }

  @Override
  public Score score(GradedRanking ranking) {
    double best = 0;
    for (int i = 0; i < Math.min(cutoff, ranking.judged()) && ranking.idealGrade(i) > 0; i++) {
      best += gain.of(ranking.idealGrade(i)) / log2(i + 2);
    }
    if (best == 0) {
      return Score.nothingRelevant();
    }
    double sum = 0;
    for (int nth = 0; nth < ranking.found() && ranking.foundAt(nth) < cutoff; nth++) {
      int i = ranking.foundAt(nth);
      sum += gain.of(ranking.grade(i)) / log2(i + 2);
    }
    // Both sums add the same terms in another order, so a perfect ranking could end an ulp above 1.
    return Score.of(Math.min(1, sum / best));
  }

  private static double log2(int x) {
    return x < LOG2.length ? LOG2[x] : Math.log(x) / Math.log(2);
  }

  private static double[] log2Of(int size) {
    double[] table = new double[size];
    for (int x = 1; x < size; x++) {
      table[x] = Math.log(x) / Math.log(2);
    }
    return table;
  }

  @Override
  public String toString() {
    return Spelling.print("nDCG", gain == Gain.LINEAR ? "" : "dcg='exp-log2'", cutoff);
  }
}
