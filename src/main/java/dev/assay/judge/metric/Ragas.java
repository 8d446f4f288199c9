package dev.assay.judge.metric;

import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;
import dev.assay.judge.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The metrics of Ragas 0.4.3. Es et al. 2023, arXiv:2309.15217. For the same complete and valid
/// verdicts the values are Ragas's; what differs where they are not is in `docs/judges.md`.
final class Ragas {
  private static final String CLAIMS = "claims of the answer";
  private static final int QUESTIONS_TOKENS = 600;

  static final List<Metric> METRICS =
      List.of(
          Metric.share(
              "ragas:faithfulness@0.4",
              Direction.HIGHER,
              CLAIMS,
              "claims that the contexts support / claims",
              findings -> Own.faithfulness(findings, findings.compat())),
          new Metric(
              "ragas:answerRelevancy@0.4",
              Direction.HIGHER,
              -1,
              1,
              "the answer",
              "mean cosine of the question and three questions made from the answer",
              Ragas::answerRelevancy),
          Metric.share(
              "ragas:contextPrecision@0.4",
              Direction.HIGHER,
              "chunks",
              "mean of P@i over the chunks useful for the reference answer",
              findings -> precision(findings, findings.usefulForReference())),
          Metric.share(
              "ragas:contextUtilization@0.4",
              Direction.HIGHER,
              "chunks",
              "mean of P@i over the chunks useful for the answer that was given",
              findings -> precision(findings, findings.usefulForAnswer())),
          Metric.share(
              "ragas:contextRecall@0.4",
              Direction.HIGHER,
              "sentences of the reference",
              "sentences that the contexts support / sentences",
              Ragas::contextRecall),
          Metric.share(
              "ragas:noiseSensitivity@0.4",
              Direction.LOWER,
              CLAIMS,
              "claims that are wrong and stated by a relevant chunk / claims",
              findings -> noise(findings, true)),
          Metric.share(
              "ragas:noiseSensitivityIrrelevant@0.4",
              Direction.LOWER,
              CLAIMS,
              "claims that are wrong and stated by irrelevant chunks only / claims",
              findings -> noise(findings, false)),
          Metric.share(
              "ragas:factualCorrectness@0.4",
              Direction.HIGHER,
              "claims of answer and reference",
              "F1 of the answer's claims in the reference and the reference's in the answer",
              Ragas::factualCorrectness),
          new Metric(
              "ragas:answerCorrectness@0.4",
              Direction.HIGHER,
              -0.25,
              1,
              "claims of answer and reference",
              "0.75 F1 + 0.25 cosine of answer and reference",
              Ragas::answerCorrectness));

  private Ragas() {}

  private static Outcome precision(Findings findings, Finding<Marks> useful) {
    return RankedPrecision.of(
        useful, Compat.CORRECTED, findings.compat() == Compat.EXACT ? 1e-10 : 0);
  }

  private static Outcome contextRecall(Findings findings) {
    return Share.ofReferenceSentences(
        findings, new Outcome.NotApplicable("the reference has no sentence"));
  }

  /// Cosines below 0 stay below 0. A question without words is none. Where all say that the answer
  /// commits to nothing it abstains; exact, that is a 0, and so is no question at all.
  private static Outcome answerRelevancy(Findings findings) {
    return findings
        .answer()
        .then(answer ->
            findings.ask("answer-questions@1", Map.of("answer", answer), QUESTIONS_TOKENS))
        .then(reply -> findings.similarity().then(cosine -> questions(findings, reply, cosine)))
        .score(value -> value);
  }

  private static Finding<Outcome> questions(
      Findings findings, Reply.Valid reply, Similarity cosine) {
    var questions =
        StreamSupport.stream(reply.value().get("questions").spliterator(), false)
            .filter(question -> !question.get("question").asString().isBlank())
            .toList();
    if (questions.isEmpty()) {
      return findings.compat() == Compat.EXACT
          ? Finding.of(new Outcome.Scored(0))
          : Finding.failed("no question was made from the answer: " + reply.raw());
    }
    if (questions.stream().allMatch(question -> question.get("noncommittal").booleanValue())) {
      return Finding.of(
          switch (findings.compat()) {
            case CORRECTED -> new Outcome.Abstained("the answer commits to nothing");
            case EXACT -> new Outcome.Scored(0);
          });
    }
    double sum = 0;
    for (var question : questions) {
      sum += cosine.of(findings.sample().question(), question.get("question").asString());
    }
    return Finding.of(new Outcome.Scored(sum / questions.size()));
  }

  /// Without a claim of the reference no chunk is relevant, and Ragas breaks off.
  private static Outcome noise(Findings findings, boolean relevant) {
    return Matrix.of(findings, findings.compat(), false, Matrix.Part.NOISE)
        .score(matrix -> {
          if (matrix.answerClaims() == 0) {
            return new Outcome.NotApplicable("the answer makes no claim");
          }
          return matrix.referenceClaims() == 0
              ? new Outcome.NotApplicable("the reference makes no claim")
              : matrix.placed(() -> new Outcome.Scored(matrix.noise(relevant)));
        });
  }

  /// Ragas rounds to two decimals, and gives 0 where neither text makes a claim.
  private static Outcome factualCorrectness(Findings findings) {
    return Correctness.of(findings)
        .score(correctness -> {
          if (correctness.empty() && findings.compat() == Compat.CORRECTED) {
            return new Outcome.NotApplicable("neither text makes a claim");
          }
          return new Outcome.Scored(
              findings.compat() == Compat.EXACT
                  ? Math.rint(correctness.f1OfRagas() * 100) / 100
                  : correctness.f1());
        });
  }

  /// Ragas gives F1 = 1 where one of the texts makes no claim, or no claim got a verdict.
  private static Outcome answerCorrectness(Findings findings) {
    return Correctness.of(findings)
        .then(correctness ->
            findings
                .similarity()
                .then(cosine ->
                    findings
                        .answer()
                        .then(answer ->
                            findings
                                .reference()
                                .then(reference -> {
                                  boolean exactlyOne =
                                      findings.compat() == Compat.EXACT
                                          && (correctness.oneSideEmpty()
                                              || correctness.unlabelled());
                                  if (correctness.empty() && !exactlyOne) {
                                    return Finding.<Outcome>notApplicable(
                                        "neither text makes a claim");
                                  }
                                  double f1 = exactlyOne ? 1 : correctness.f1();
                                  return Finding.<Outcome>of(
                                      new Outcome.Scored(
                                          0.75 * f1 + 0.25 * cosine.of(reference, answer)));
                                }))))
        .score(value -> value);
  }
}
