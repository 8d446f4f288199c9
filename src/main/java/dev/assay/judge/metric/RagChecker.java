package dev.assay.judge.metric;

import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Matrix.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// The eleven metrics of RAGChecker 0.1, all from one [Matrix], of which each asks for the parts it
/// counts. Ru et al. 2024, arXiv:2408.08067.
///
/// `faithfulness + hallucination + selfKnowledge = 1` and `noiseRelevant + noiseIrrelevant +
/// hallucination = 1 - precision`. Where what is divided by is empty, RAGChecker gives 0: so an
/// empty answer is neither faithful nor hallucinated there; corrected, it is not applicable.
///
/// @param parts what it counts; it knows nothing of the others
record RagChecker(
    String name,
    Direction direction,
    String formula,
    Set<Part> parts,
    BiFunction<Matrix, Compat, Outcome> value) {
  static final List<RagChecker> ALL =
      List.of(
          new RagChecker(
              "precision",
              Direction.HIGHER,
              "answer claims that are right / answer claims",
              EnumSet.of(Part.ANSWER_IN_REFERENCE),
              (m, compat) -> share(Correctness.count(m.a2r()), m.answerClaims(), "answer", compat)),
          new RagChecker(
              "recall",
              Direction.HIGHER,
              "reference claims that are answered / reference claims",
              EnumSet.of(Part.REFERENCE_IN_ANSWER),
              (m, compat) ->
                  share(Correctness.count(m.r2a()), m.referenceClaims(), "reference", compat)),
          new RagChecker(
              "f1",
              Direction.HIGHER,
              "harmonic mean of precision and recall",
              EnumSet.of(Part.ANSWER_IN_REFERENCE, Part.REFERENCE_IN_ANSWER),
              RagChecker::f1),
          new RagChecker(
              "claimRecall",
              Direction.HIGHER,
              "reference claims that a chunk entails / reference claims",
              EnumSet.of(Part.REFERENCE_IN_CHUNKS),
              (m, compat) ->
                  // Without chunks RAGChecker's mean is NaN.
                  compat == Compat.EXACT && m.chunks() == 0 && m.referenceClaims() > 0
                      ? new Outcome.NotApplicable("there are no contexts")
                      : share(
                          count(m.referenceClaims(), c -> Matrix.any(m.chunkReference()[c])),
                          m.referenceClaims(),
                          "reference",
                          compat)),
          new RagChecker(
              "contextPrecision",
              Direction.HIGHER,
              "chunks that entail a reference claim / chunks",
              EnumSet.of(Part.REFERENCE_IN_CHUNKS),
              (m, compat) ->
                  m.placed(() -> share(count(m.chunks(), m::useful), m.chunks(), "chunk", compat))),
          new RagChecker(
              "contextUtilization",
              Direction.HIGHER,
              "retrieved reference claims that are answered / retrieved reference claims",
              EnumSet.of(Part.REFERENCE_IN_CHUNKS, Part.REFERENCE_IN_ANSWER),
              (m, compat) ->
                  share(
                      count(
                          m.referenceClaims(),
                          c -> m.r2a()[c] && Matrix.any(m.chunkReference()[c])),
                      count(m.referenceClaims(), c -> Matrix.any(m.chunkReference()[c])),
                      "retrieved reference",
                      compat)),
          new RagChecker(
              "noiseRelevant",
              Direction.LOWER,
              "answer claims that are wrong and entailed by a useful chunk / answer claims",
              Part.NOISE,
              (m, compat) -> noise(m, compat, true)),
          new RagChecker(
              "noiseIrrelevant",
              Direction.LOWER,
              "answer claims that are wrong and entailed by other chunks only / answer claims",
              Part.NOISE,
              (m, compat) -> noise(m, compat, false)),
          new RagChecker(
              "hallucination",
              Direction.LOWER,
              "answer claims that are wrong and entailed by no chunk / answer claims",
              EnumSet.of(Part.ANSWER_IN_REFERENCE, Part.ANSWER_IN_CHUNKS),
              (m, compat) -> unfounded(m, compat, false)),
          new RagChecker(
              "selfKnowledge",
              Direction.NEUTRAL,
              "answer claims that are right and entailed by no chunk / answer claims",
              EnumSet.of(Part.ANSWER_IN_REFERENCE, Part.ANSWER_IN_CHUNKS),
              (m, compat) -> unfounded(m, compat, true)),
          new RagChecker(
              "faithfulness",
              Direction.HIGHER,
              "answer claims that a chunk entails / answer claims",
              EnumSet.of(Part.ANSWER_IN_CHUNKS),
              (m, compat) ->
                  share(
                      count(m.answerClaims(), c -> Matrix.any(m.chunkAnswer()[c])),
                      m.answerClaims(),
                      "answer",
                      compat)));

  static final List<Metric> METRICS = ALL.stream().map(RagChecker::metric).toList();

  private Metric metric() {
    return Metric.share(
        "ragchecker:" + name + "@0.1",
        direction,
        "claims and chunks",
        formula,
        findings ->
            Matrix.of(findings, Compat.CORRECTED, findings.compat() == Compat.EXACT, parts)
                .score(matrix -> value.apply(matrix, findings.compat())));
  }

  /// Without chunks RAGChecker finds neither.
  private static Outcome unfounded(Matrix m, Compat compat, boolean right) {
    return compat == Compat.EXACT && m.chunks() == 0
        ? empty("chunk", compat)
        : share(
            count(m.answerClaims(), c -> m.a2r()[c] == right && !Matrix.any(m.chunkAnswer()[c])),
            m.answerClaims(),
            "answer",
            compat);
  }

  private static int count(int n, java.util.function.IntPredicate holds) {
    return (int) java.util.stream.IntStream.range(0, n).filter(holds).count();
  }

  /// RAGChecker gives 0 for both where a table is empty, also that of the reference.
  private static Outcome noise(Matrix m, Compat compat, boolean relevant) {
    boolean isEmpty =
        m.answerClaims() == 0
            || (compat == Compat.EXACT && (m.referenceClaims() == 0 || m.chunks() == 0));
    return isEmpty
        ? empty("answer", compat)
        : m.placed(() -> new Outcome.Scored(m.noise(relevant)));
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
