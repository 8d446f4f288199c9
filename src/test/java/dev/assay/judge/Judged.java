package dev.assay.judge;

import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.Own;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An outcome with the marks behind it.
record Judged(Outcome outcome, List<Mark> marks) {

  static Judged faithfulness(Judge judge, String question, Answer answer, List<Context> contexts) {
    var findings = findings(judge, new Sample(question, answer, null, contexts));
    return new Judged(Own.FAITHFULNESS.of(findings), findings.verdicts().claims());
  }

  static Judged contextPrecision(
      Judge judge, String question, @Nullable String reference, List<Context> contexts) {
    var findings = findings(judge, new Sample(question, Answer.declines(), reference, contexts));
    return new Judged(Own.CONTEXT_PRECISION.of(findings), findings.verdicts().chunks());
  }

  private static Findings findings(Judge judge, Sample sample) {
    return new Findings(judge, sample, null, Compat.CORRECTED);
  }
}
