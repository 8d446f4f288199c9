package dev.assay.measure;

import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A ranking whose grades were looked up once, for any number of measures.
///
/// Grades are 0 (judged not relevant) and up. An id that nobody judged counts as grade 0 in every
/// measure but [Bpref] and [Judged]; so does grade -1, TREC's "pooled but not judged".
public final class GradedRanking {
  private static final int POOLED = -1;
  private static final int UNJUDGED = -2;

  private final int[] grades;
  private final int[] ideal;

  /// Where the hits with a grade above 0 stand: few of many, and all that most measures look at.
  private final int[] found;

  private GradedRanking(int[] grades, int[] ideal) {
    this.grades = grades;
    this.ideal = ideal;
    int[] indices = new int[grades.length];
    int count = 0;
    for (int i = 0; i < grades.length; i++) {
      if (grades[i] > 0) {
        indices[count++] = i;
      }
    }
    this.found = Arrays.copyOf(indices, count);
  }

  /// Looks the grade of every hit up.
  ///
  /// @param judgements every judged id of the question with its grade, retrieved or not
  public static GradedRanking of(Ranking ranking, Map<String, Integer> judgements) {
    List<Hit> hits = ranking.hits();
    int[] grades = new int[hits.size()];
    for (int i = 0; i < grades.length; i++) {
      Integer grade = judgements.get(hits.get(i).id());
      grades[i] = grade == null ? UNJUDGED : grade;
    }
    return new GradedRanking(grades, ideal(judgements));
  }

  /// The ranking of these of its hits: for ranking the same hits many times over.
  ///
  /// @param indices from 0, best first
  public GradedRanking select(int[] indices) {
    int[] selected = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      selected[i] = grades[indices[i]];
    }
    return new GradedRanking(selected, ideal);
  }

  private static int[] ideal(Map<String, Integer> judgements) {
    int[] ascending = new int[judgements.size()];
    int size = 0;
    for (int grade : judgements.values()) {
      if (grade < POOLED) {
        throw new IllegalArgumentException("a grade must be at least -1, got " + grade);
      }
      if (grade != POOLED) {
        ascending[size++] = grade;
      }
    }
    Arrays.sort(ascending, 0, size);
    int[] descending = new int[size];
    for (int i = 0; i < size; i++) {
      descending[i] = ascending[size - 1 - i];
    }
    return descending;
  }

  /// How many hits were returned.
  int size() {
    return grades.length;
  }

  /// The grade of the hit at an index from 0; 0 where unjudged.
  int grade(int index) {
    return Math.max(0, grades[index]);
  }

  boolean isJudged(int index) {
    return grades[index] >= 0;
  }

  /// Whether the hit was in the pool that judgements were drawn from.
  boolean isPooled(int index) {
    return grades[index] >= POOLED;
  }

  /// How many judgements there are for the question, retrieved or not.
  int judged() {
    return ideal.length;
  }

  /// The grade at an index from 0 of the best order possible, over all judgements.
  int idealGrade(int index) {
    return ideal[index];
  }

  /// How many judged ids have at least this grade: `R` of the formulas.
  int relevant(int rel) {
    int count = 0;
    while (count < ideal.length && ideal[count] >= rel) {
      count++;
    }
    return count;
  }

  /// How many hits have a grade above 0.
  int found() {
    return found.length;
  }

  /// The index of the nth of them, both from 0.
  int foundAt(int nth) {
    return found[nth];
  }

  /// How many of the first `cutoff` hits have at least this grade.
  ///
  /// @param rel from 1
  int relevantIn(int cutoff, int rel) {
    int count = 0;
    for (int nth = 0; nth < found.length && found[nth] < cutoff; nth++) {
      if (grades[found[nth]] >= rel) {
        count++;
      }
    }
    return count;
  }

  /// The condensed list (Sakai 2007): unjudged hits left out and the ranks closed. It flatters;
  /// show [Judged] beside it.
  public GradedRanking condensed() {
    return new GradedRanking(Arrays.stream(grades).filter(grade -> grade >= 0).toArray(), ideal);
  }
}
