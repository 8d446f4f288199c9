package dev.assay.judge.metric;

import dev.assay.judge.Outcome;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The eleven metrics of RAGChecker 0.1, all from one [Matrix]. Ru et al. 2024, arXiv:2408.08067.
///
/// `faithfulness + hallucination + selfKnowledge = 1` and `noiseRelevant + noiseIrrelevant +
/// hallucination = 1 - precision`. Where what is divided by is empty, RAGChecker gives 0: so an
/// empty answer is neither faithful nor hallucinated there; corrected, it is not applicable.
final class RagChecker {
  static final List<Metric> METRICS =
      List.of(
          metric("precision", Direction.HIGHER, "answer claims that are right / answer claims"),
          metric(
              "recall", Direction.HIGHER, "reference claims that are answered / reference claims"),
          metric("f1", Direction.HIGHER, "harmonic mean of precision and recall"),
          metric(
              "claimRecall",
              Direction.HIGHER,
              "reference claims that a chunk entails / reference claims"),
          metric(
              "contextPrecision",
              Direction.HIGHER,
              "chunks that entail a reference claim / chunks"),
          metric(
              "contextUtilization",
              Direction.HIGHER,
              "retrieved reference claims that are answered / retrieved reference claims"),
          metric(
              "noiseRelevant",
              Direction.LOWER,
              "answer claims that are wrong and entailed by a useful chunk / answer claims"),
          metric(
              "noiseIrrelevant",
              Direction.LOWER,
              "answer claims that are wrong and entailed by other chunks only / answer claims"),
          metric(
              "hallucination",
              Direction.LOWER,
              "answer claims that are wrong and entailed by no chunk / answer claims"),
          metric(
              "selfKnowledge",
              Direction.NEUTRAL,
              "answer claims that are right and entailed by no chunk / answer claims"),
          metric(
              "faithfulness",
              Direction.HIGHER,
              "answer claims that a chunk entails / answer claims"));

  private RagChecker() {}

  private static Metric metric(String name, Direction direction, String formula) {
    return Metric.share(
        "ragchecker:" + name + "@0.1",
        direction,
        "claims and chunks",
        formula,
        findings ->
            Matrix.of(findings, Compat.CORRECTED)
                .score(matrix -> of(name, matrix, findings.compat())));
  }

  static Outcome of(String name, Matrix m, Compat compat) {
    int answer = m.answerClaims();
    int reference = m.referenceClaims();
    return switch (name) {
      case "precision" -> share(Correctness.count(m.a2r()), answer, "answer", compat);
      case "recall" -> share(Correctness.count(m.r2a()), reference, "reference", compat);
      case "f1" -> f1(m, compat);
      case "claimRecall" ->
          share(
              count(reference, c -> Matrix.any(m.chunkReference()[c])),
              reference,
              "reference",
              compat);
      case "contextPrecision" -> share(count(m.chunks(), m::useful), m.chunks(), "chunk", compat);
      case "contextUtilization" ->
          share(
              count(reference, c -> m.r2a()[c] && Matrix.any(m.chunkReference()[c])),
              count(reference, c -> Matrix.any(m.chunkReference()[c])),
              "retrieved reference",
              compat);
      case "noiseRelevant" -> ofAnswer(m, compat, matrix -> matrix.noise(true));
      case "noiseIrrelevant" -> ofAnswer(m, compat, matrix -> matrix.noise(false));
      case "hallucination" ->
          share(
              count(answer, c -> !m.a2r()[c] && !Matrix.any(m.chunkAnswer()[c])),
              answer,
              "answer",
              compat);
      case "selfKnowledge" ->
          share(
              count(answer, c -> m.a2r()[c] && !Matrix.any(m.chunkAnswer()[c])),
              answer,
              "answer",
              compat);
      case "faithfulness" ->
          share(count(answer, c -> Matrix.any(m.chunkAnswer()[c])), answer, "answer", compat);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static int count(int n, java.util.function.IntPredicate holds) {
    return (int) java.util.stream.IntStream.range(0, n).filter(holds).count();
  }

  private static Outcome ofAnswer(Matrix m, Compat compat, ToDoubleFunction<Matrix> value) {
    return m.answerClaims() == 0
        ? empty("answer", compat)
        : new Outcome.Scored(value.applyAsDouble(m));
  }

  private static Outcome f1(Matrix m, Compat compat) {
    if (compat == Compat.CORRECTED && (m.answerClaims() == 0 || m.referenceClaims() == 0)) {
      return empty(m.answerClaims() == 0 ? "answer" : "reference", compat);
    }
    double precision = mean(m.a2r());
    double recall = mean(m.r2a());
    return new Outcome.Scored(
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
  }

  private static double mean(boolean[] values) {
    return values.length == 0 ? 0 : (double) Correctness.count(values) / values.length;
  }

  private static Outcome share(int count, int of, String what, Compat compat) {
    return of == 0 ? empty(what, compat) : new Outcome.Scored((double) count / of);
  }

  private static Outcome empty(String what, Compat compat) {
    return switch (compat) {
      case CORRECTED ->
          new Outcome.NotApplicable("there is no " + what + " claim or chunk to count");
      case EXACT -> new Outcome.Scored(0);
    };
  }
}
