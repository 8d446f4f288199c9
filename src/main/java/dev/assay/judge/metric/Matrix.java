package dev.assay.judge.metric;

import dev.assay.judge.Context;
import dev.assay.judge.Mark;
import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who entails whom: the claims of an answer and of a reference, and the chunks. A part that nobody
/// asked for is not known, and to count it is an error.
final class Matrix {
  /// What is asked for by itself.
  enum Part {
    /// Which claims of the answer the reference entails.
    ANSWER_IN_REFERENCE,
    /// Which claims of the reference the answer entails.
    REFERENCE_IN_ANSWER,
    /// Which chunks entail which claims of the answer.
    ANSWER_IN_CHUNKS,
    /// Which chunks entail which claims of the reference.
    REFERENCE_IN_CHUNKS;

    static final Set<Part> NOISE =
        Set.of(ANSWER_IN_REFERENCE, ANSWER_IN_CHUNKS, REFERENCE_IN_CHUNKS);
  }

  private final boolean @Nullable [] a2r;
  private final boolean @Nullable [] r2a;
  private final boolean @Nullable [][] chunkAnswer;
  private final boolean @Nullable [][] chunkReference;
  private final int chunks;

  /// Each of the first four is null where nobody asked.
  ///
  /// @param a2r does the reference entail claim c of the answer?
  /// @param r2a does the answer entail claim c of the reference?
  /// @param chunkAnswer `[c][i]`: does chunk i entail claim c of the answer? A place behind the
  ///   last chunk, where there is one: some chunk does, which one is not known
  /// @param chunkReference `[c][i]`: does chunk i entail claim c of the reference? As above
  /// @param chunks how many
  Matrix(
      boolean @Nullable [] a2r,
      boolean @Nullable [] r2a,
      boolean @Nullable [][] chunkAnswer,
      boolean @Nullable [][] chunkReference,
      int chunks) {
    this.a2r = a2r;
    this.r2a = r2a;
    this.chunkAnswer = chunkAnswer;
    this.chunkReference = chunkReference;
    this.chunks = chunks;
  }

  /// Asks for some parts.
  ///
  /// @param compat a missing label fails it where corrected; exact, its claim is left out, as long
  ///   as the same ones are missing everywhere
  /// @param countsEmpty whether an empty answer, or no contexts, make an empty table and not none
  static Finding<Matrix> of(
      Findings findings, Compat compat, boolean countsEmpty, Set<Part> parts) {
    var matrix =
        Finding.of(new Matrix(null, null, null, null, findings.sample().contexts().size()));
    for (Part part : Part.values()) {
      if (parts.contains(part)) {
        matrix = matrix.then(known -> known.with(part, findings, compat, countsEmpty));
      }
    }
    return matrix.then(known ->
        known.a2r == null
                || known.chunkAnswer == null
                || known.a2r.length == known.chunkAnswer.length
            ? Finding.of(known)
            : Finding.failed(
                "verdicts on other claims are missing by the reference than by the contexts"));
  }

  private Finding<Matrix> with(Part part, Findings findings, Compat compat, boolean countsEmpty) {
    boolean noAnswer = countsEmpty && findings.sample().answer().saysNothing();
    boolean noContexts = countsEmpty && Context.areBlank(findings.sample().contexts());
    return switch (part) {
      case ANSWER_IN_REFERENCE ->
          (noAnswer
                  ? findings.reference().then(_ -> Finding.of(new boolean[0]))
                  : labels(findings.answerInReference(), compat))
              .then(a -> Finding.of(new Matrix(a, r2a, chunkAnswer, chunkReference, chunks)));
      case REFERENCE_IN_ANSWER ->
          (noAnswer
                  ? findings.referenceClaims().then(all -> Finding.of(new boolean[all.size()]))
                  : labels(findings.referenceInAnswer(), compat))
              .then(r -> Finding.of(new Matrix(a2r, r, chunkAnswer, chunkReference, chunks)));
      case ANSWER_IN_CHUNKS -> {
        var claims = noAnswer ? Finding.of(List.<String>of()) : findings.answerClaims();
        yield (noAnswer || noContexts
                ? claims.then(this::none)
                : byChunk(findings, findings.answerSupport(), compat))
            .then(c -> Finding.of(new Matrix(a2r, r2a, c, chunkReference, chunks)));
      }
      case REFERENCE_IN_CHUNKS ->
          (noContexts
                  ? findings.referenceClaims().then(this::none)
                  : byChunk(findings, findings.referenceSupport(), compat))
              .then(c -> Finding.of(new Matrix(a2r, r2a, chunkAnswer, c, chunks)));
    };
  }

  /// No chunk entails any.
  private Finding<boolean[][]> none(List<String> claims) {
    return Finding.of(new boolean[claims.size()][chunks]);
  }

  private static Finding<boolean[]> labels(Finding<Marks> marks, Compat compat) {
    return marks.then(m -> Share.labels(compat, m, "claims"));
  }

  private static Finding<boolean[][]> byChunk(
      Findings findings, Finding<Marks> support, Compat compat) {
    var chunks = findings.sample().contexts().stream().map(Context::chunk).toList();
    return support.then(marks ->
        Share.labels(compat, marks, "claims")
            .then(_ ->
                Finding.of(
                    marks.marks().stream()
                        .filter(mark -> mark.label() != null)
                        .map(mark -> row(mark, chunks))
                        .toArray(boolean[][]::new))));
  }

  /// Which chunks entail a claim, and in the last place whether one does that is not known. Chunks
  /// that are named beside a claim that nothing supports do not entail it.
  static boolean[] row(Mark mark, List<String> chunks) {
    boolean[] row = new boolean[chunks.size() + 1];
    if (mark.withoutChunk()) {
      row[chunks.size() == 1 ? 0 : chunks.size()] = true;
      return row;
    }
    for (int i = 0; i < chunks.size(); i++) {
      row[i] = "true".equals(mark.label()) && mark.chunks().contains(chunks.get(i));
    }
    return row;
  }

  /// What counts chunks, where of every claim that one of them entails it is known which.
  Outcome placed(Supplier<Outcome> value) {
    return Stream.of(chunkAnswer, chunkReference)
            .filter(Objects::nonNull)
            .flatMap(Arrays::stream)
            .anyMatch(row -> row.length > chunks && row[chunks])
        ? new Outcome.Failed("a claim is found stated, by which chunk is not known")
        : value.get();
  }

  boolean[] a2r() {
    return Objects.requireNonNull(a2r);
  }

  boolean[] r2a() {
    return Objects.requireNonNull(r2a);
  }

  boolean[][] chunkAnswer() {
    return Objects.requireNonNull(chunkAnswer);
  }

  boolean[][] chunkReference() {
    return Objects.requireNonNull(chunkReference);
  }

  int chunks() {
    return chunks;
  }

  int answerClaims() {
    return a2r == null ? chunkAnswer().length : a2r.length;
  }

  int referenceClaims() {
    return r2a == null ? chunkReference().length : r2a.length;
  }

  /// Chunk i entails a claim of the reference.
  boolean useful(int chunk) {
    for (boolean[] row : chunkReference()) {
      if (row[chunk]) {
        return true;
      }
    }
    return false;
  }

  /// Some chunk entails the claim.
  static boolean any(boolean[] row) {
    for (boolean value : row) {
      if (value) {
        return true;
      }
    }
    return false;
  }

  /// The share of the answer's claims that are wrong and entailed by a useful chunk; or, not
  /// relevant, entailed by chunks of which none is useful.
  double noise(boolean relevant) {
    int count = 0;
    for (int c = 0; c < answerClaims(); c++) {
      if (!a2r()[c] && any(chunkAnswer()[c])) {
        boolean byUseful = false;
        for (int i = 0; i < chunks; i++) {
          byUseful |= chunkAnswer()[c][i] && useful(i);
        }
        count += byUseful == relevant ? 1 : 0;
      }
    }
    return (double) count / answerClaims();
  }
}
