package dev.assay.judge.metric;

import dev.assay.judge.Check;
import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;
import java.util.List;

/// The RAG triad of TruLens 2.16: grades 0 to 3, divided by 3. There a sentence that declines
/// counts as fully grounded, an answer that does as not relevant, one without a sentence as not
/// grounded, and a grade that cannot be read counts nowhere; corrected, such an answer abstains,
/// and a missing grade fails.
final class TruLens {
  static final List<Metric> METRICS =
      List.of(
          Metric.share(
              "trulens:contextRelevance@2.16",
              Direction.HIGHER,
              "chunks",
              "mean grade of the chunks' relevance to the question / 3",
              findings ->
                  findings
                      .chunks(Check.CONTEXT_GRADE)
                      .score(marks -> mean(marks, "chunks", findings.compat()))),
          Metric.share(
              "trulens:groundedness@2.16",
              Direction.HIGHER,
              "sentences of the answer",
              "mean grade of how the contexts ground a sentence / 3",
              findings ->
                  findings.compat() == Compat.EXACT && findings.sample().answer().saysNothing()
                      ? new Outcome.Scored(0)
                      : findings
                          .groundedness()
                          .score(marks -> mean(marks, "sentences", findings.compat()))),
          Metric.share(
              "trulens:answerRelevance@2.16",
              Direction.HIGHER,
              "the answer",
              "grade of the answer's relevance to the question / 3",
              findings ->
                  declines(findings)
                      ? new Outcome.Scored(0)
                      : findings
                          .whole(Check.ANSWER_GRADE)
                          .score(mark ->
                              new Outcome.Scored(
                                  Integer.parseInt(String.valueOf(mark.label()))
                                      / Grades.HIGHEST))));

  private TruLens() {}

  private static Outcome mean(Marks marks, String items, Compat compat) {
    return switch (compat) {
      case CORRECTED -> Grades.mean(marks, Grades.HIGHEST, items, Grades.Missing.FAILS);
      case EXACT -> Grades.mean(marks, Grades.HIGHEST, items, Grades.Missing.LEFT_OUT);
    };
  }

  private static boolean declines(Findings findings) {
    return findings.compat() == Compat.EXACT && findings.sample().answer().declined();
  }
}
