package dev.assay.judge.metric;

import dev.assay.judge.Check;
import java.util.List;

/// Relevance grades of passages, 0 to 3, in the manner of UMBRELA. Upadhyay et al. 2024,
/// arXiv:2406.06519. The value is the mean grade of the retrieved chunks; one that cannot be read
/// is a 0 there.
final class Umbrela {
  static final List<Metric> METRICS =
      List.of(
          new Metric(
              "umbrela:relevance@1",
              Direction.HIGHER,
              0,
              3,
              "chunks",
              "mean grade of the chunks, 0 to 3",
              findings ->
                  findings
                      .chunks(Check.PASSAGE_GRADE)
                      .score(marks ->
                          Grades.mean(
                              marks,
                              1,
                              "chunks",
                              findings.compat() == Compat.EXACT
                                  ? Grades.Missing.ZERO
                                  : Grades.Missing.FAILS))));

  private Umbrela() {}
}
