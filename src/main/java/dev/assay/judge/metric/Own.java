package dev.assay.judge.metric;

import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Judge;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import java.util.List;

/// The two metrics that every judge can give, under short names: Ragas's faithfulness and context
/// precision with a reference, always corrected.
public final class Own {
  public static final Metric FAITHFULNESS =
      Metric.share(
          "faithfulness",
          Direction.HIGHER,
          "claims of the answer",
          "claims that the contexts support / claims",
          findings -> faithfulness(findings, Compat.CORRECTED));

  public static final Metric CONTEXT_PRECISION =
      Metric.share(
          "contextPrecision",
          Direction.HIGHER,
          "chunks",
          "mean of P@i over the useful chunks",
          findings -> RankedPrecision.of(findings.usefulForReference(), Compat.CORRECTED, 0));

  static final List<Metric> METRICS = List.of(FAITHFULNESS, CONTEXT_PRECISION);

  private Own() {}

  /// Whether the context supports every claim of the answer.
  public static boolean supported(Judge judge, String question, String answer, Context context) {
    var sample = new Sample(question, Answer.of(answer, List.of()), null, List.of(context));
    var findings = new Findings(judge, sample, null, Compat.CORRECTED);
    return FAITHFULNESS.of(findings).equals(new Outcome.Scored(1));
  }

  static Outcome faithfulness(Findings findings, Compat compat) {
    return findings
        .answerSupport()
        .score(marks ->
            Share.of(
                marks.are("true"),
                compat,
                "claims",
                marks.reply(),
                new Outcome.NotApplicable("the answer makes no claim")));
  }
}
