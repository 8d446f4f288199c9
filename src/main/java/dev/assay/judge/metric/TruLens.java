package dev.assay.judge.metric;

import dev.assay.judge.Check;
import dev.assay.judge.Outcome;
import java.util.List;

/// The RAG triad of TruLens 2.16: grades 0 to 3, divided by 3. An answer that declines counts there
/// as fully grounded and not relevant; corrected, it abstains.
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
                      .score(marks -> Grades.mean(marks, Grades.HIGHEST, "chunks"))),
          Metric.share(
              "trulens:groundedness@2.16",
              Direction.HIGHER,
              "sentences of the answer",
              "mean grade of how the contexts ground a sentence / 3",
              findings ->
                  declines(findings)
                      ? new Outcome.Scored(1)
                      : findings
                          .groundedness()
                          .score(marks -> Grades.mean(marks, Grades.HIGHEST, "sentences"))),
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

  private static boolean declines(Findings findings) {
    return findings.compat() == Compat.EXACT && findings.sample().answer().declined();
  }
}
