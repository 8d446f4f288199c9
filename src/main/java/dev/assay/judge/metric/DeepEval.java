package dev.assay.judge.metric;

import dev.assay.judge.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The metrics of DeepEval 4.3. Its faithfulness asks whether a claim is *contradicted*: what is
/// invented and contradicts nothing counts as faithful, so it is not Ragas's. Where there is
/// nothing to judge, DeepEval gives 1 (of the answer) or 0 (of the contexts); corrected, it does
/// not apply.
final class DeepEval {
  private static final int STATEMENTS_TOKENS = 4000;

  static final List<Metric> METRICS =
      List.of(
          Metric.share(
              "deepeval:faithfulness@4.3",
              Direction.HIGHER,
              "claims of the answer",
              "claims that no context contradicts / claims",
              DeepEval::faithfulness),
          Metric.share(
              "deepeval:answerRelevancy@4.3",
              Direction.HIGHER,
              "statements of the answer",
              "statements that bear on the question, or may / statements",
              DeepEval::answerRelevancy),
          Metric.share(
              "deepeval:contextualPrecision@4.3",
              Direction.HIGHER,
              "chunks",
              "mean of P@i over the chunks useful for the expected answer",
              DeepEval::contextualPrecision),
          Metric.share(
              "deepeval:contextualRecall@4.3",
              Direction.HIGHER,
              "sentences of the expected answer",
              "sentences that the contexts support / sentences",
              DeepEval::contextualRecall),
          Metric.share(
              "deepeval:contextualRelevancy@4.3",
              Direction.HIGHER,
              "statements of the contexts",
              "statements that bear on the question / statements",
              DeepEval::contextualRelevancy));

  private DeepEval() {}

  private static Outcome empty(Findings findings, double exact) {
    return switch (findings.compat()) {
      case CORRECTED -> new Outcome.NotApplicable("there is no statement to judge");
      case EXACT -> new Outcome.Scored(exact);
    };
  }

  /// Where there are no contexts, DeepEval holds what there is against nothing: no claim is
  /// contradicted, no sentence supported.
  private static Outcome withContexts(
      Findings findings, Finding<String> text, double exact, Supplier<Outcome> outcome) {
    boolean without = findings.contexts() instanceof Finding.Unknown;
    return without && findings.compat() == Compat.EXACT
        ? text.score(_ -> new Outcome.Scored(exact))
        : outcome.get();
  }

  private static Outcome contextualPrecision(Findings findings) {
    return withContexts(
        findings,
        findings.reference(),
        0,
        () -> RankedPrecision.of(findings.usefulForReference(), findings.compat(), 0));
  }

  private static Outcome contextualRecall(Findings findings) {
    return withContexts(
        findings,
        findings.reference(),
        0,
        () -> Share.ofReferenceSentences(findings, empty(findings, 0)));
  }

  private static Outcome faithfulness(Findings findings) {
    return withContexts(findings, findings.answer(), 1, () -> consistency(findings));
  }

  private static Outcome consistency(Findings findings) {
    return findings
        .consistency()
        .score(marks ->
            Share.of(
                not(marks.are("contradicted")),
                findings.compat(),
                "claims",
                marks.reply(),
                empty(findings, 1)));
  }

  private static Outcome answerRelevancy(Findings findings) {
    return findings
        .pertinence()
        .score(marks ->
            Share.of(
                not(marks.are("no")),
                findings.compat(),
                "statements",
                marks.reply(),
                empty(findings, 1)));
  }

  private static List<@Nullable Boolean> not(List<@Nullable Boolean> labels) {
    var opposite = new ArrayList<@Nullable Boolean>();
    labels.forEach(label -> opposite.add(label == null ? null : (Boolean) !label));
    return opposite;
  }

  private static Outcome contextualRelevancy(Findings findings) {
    var question = Finding.of(findings.sample().question());
    return withContexts(findings, question, 0, () -> relevancy(findings));
  }

  /// The statements are the judge's own, so none can be missing.
  private static Outcome relevancy(Findings findings) {
    return findings
        .contexts()
        .then(contexts -> {
          var chunks = new ArrayList<Map<String, String>>();
          contexts.forEach(context ->
              chunks.add(
                  new java.util.TreeMap<>(
                      Map.of("id", "k" + (chunks.size() + 1), "text", context.text()))));
          return findings.ask(
              "context-statements@1",
              Map.of("question", findings.sample().question(), "chunks", chunks),
              STATEMENTS_TOKENS);
        })
        .score(reply -> {
          var labels = new ArrayList<@Nullable Boolean>();
          reply
              .value()
              .get("statements")
              .forEach(statement -> labels.add(statement.get("relevant").booleanValue()));
          return Share.of(labels, findings.compat(), "statements", reply.raw(), empty(findings, 0));
        });
  }
}
