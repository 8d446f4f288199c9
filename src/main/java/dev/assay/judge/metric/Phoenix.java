package dev.assay.judge.metric;

import dev.assay.judge.Check;
import dev.assay.judge.Outcome;
import java.util.List;

/// The labels of Phoenix evals 3.9: relevance of each chunk, hallucination of the whole answer.
/// Phoenix gives labels and no fraction: the share of relevant chunks is ours.
final class Phoenix {
  static final List<Metric> METRICS =
      List.of(
          Metric.share(
              "phoenix:relevance@3.9",
              Direction.HIGHER,
              "chunks",
              "chunks labelled relevant / chunks",
              findings ->
                  findings
                      .chunks(Check.RELEVANCE)
                      .score(marks ->
                          Share.of(
                              marks.are("relevant"),
                              findings.compat(),
                              "chunks",
                              marks.reply(),
                              new Outcome.NotApplicable("there are no chunks")))),
          Metric.share(
              "phoenix:hallucination@3.9",
              Direction.LOWER,
              "the answer",
              "1 where the answer is labelled hallucinated, 0 where factual",
              findings ->
                  findings
                      .whole(Check.HALLUCINATION)
                      .score(mark ->
                          new Outcome.Scored("hallucinated".equals(mark.label()) ? 1 : 0))));

  private Phoenix() {}
}
