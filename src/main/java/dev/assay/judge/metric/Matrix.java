package dev.assay.judge.metric;

import dev.assay.judge.Context;
import dev.assay.judge.Mark;
import dev.assay.judge.Marks;
import java.util.List;

/// Who entails whom: the claims of an answer and of a reference, and the chunks.
final class Matrix {
  private final boolean[] a2r;
  private final boolean[] r2a;
  private final boolean[][] chunkAnswer;
  private final boolean[][] chunkReference;
  private final int chunks;

  /// @param a2r does the reference entail claim c of the answer?
  /// @param r2a does the answer entail claim c of the reference?
  /// @param chunkAnswer `[c][i]`: does chunk i entail claim c of the answer?
  /// @param chunkReference `[c][i]`: does chunk i entail claim c of the reference?
  /// @param chunks how many
  Matrix(
      boolean[] a2r,
      boolean[] r2a,
      boolean[][] chunkAnswer,
      boolean[][] chunkReference,
      int chunks) {
    this.a2r = a2r;
    this.r2a = r2a;
    this.chunkAnswer = chunkAnswer;
    this.chunkReference = chunkReference;
    this.chunks = chunks;
  }

  /// @param compat a missing label fails it where corrected; exact, its claim is left out, as long
  ///   as the same ones are missing everywhere
  static Finding<Matrix> of(Findings findings, Compat compat) {
    return labels(findings.answerInReference(), compat)
        .then(a2r ->
            labels(findings.referenceInAnswer(), compat)
                .then(r2a ->
                    byChunk(findings, findings.answerSupport(), compat)
                        .then(answer ->
                            byChunk(findings, findings.referenceSupport(), compat)
                                .then(reference ->
                                    answer.length == a2r.length
                                        ? Finding.of(
                                            new Matrix(
                                                a2r,
                                                r2a,
                                                answer,
                                                reference,
                                                findings.sample().contexts().size()))
                                        : Finding.failed(
                                            "verdicts on other claims are missing by the reference than by the contexts")))));
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
                marks.marks().stream().anyMatch(Mark::withoutChunk)
                    ? Finding.failed("a person found a claim stated, by which chunk is not known")
                    : Finding.of(
                        byChunk(
                            marks.marks().stream().filter(mark -> mark.label() != null).toList(),
                            chunks))));
  }

  private static boolean[][] byChunk(List<Mark> marks, List<String> chunks) {
    boolean[][] rows = new boolean[marks.size()][chunks.size()];
    for (int c = 0; c < rows.length; c++) {
      for (int i = 0; i < chunks.size(); i++) {
        rows[c][i] = entails(marks.get(c), chunks.get(i));
      }
    }
    return rows;
  }

  /// Chunks that are named beside a claim that nothing supports do not entail it.
  static boolean entails(Mark mark, String chunk) {
    return Boolean.TRUE.equals(mark.is("true")) && mark.chunks().contains(chunk);
  }

  boolean[] a2r() {
    return a2r;
  }

  boolean[] r2a() {
    return r2a;
  }

  boolean[][] chunkAnswer() {
    return chunkAnswer;
  }

  boolean[][] chunkReference() {
    return chunkReference;
  }

  int chunks() {
    return chunks;
  }

  int answerClaims() {
    return a2r.length;
  }

  int referenceClaims() {
    return r2a.length;
  }

  /// Chunk i entails a claim of the reference.
  boolean useful(int chunk) {
    for (boolean[] row : chunkReference) {
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
    for (int c = 0; c < a2r.length; c++) {
      if (!a2r[c] && any(chunkAnswer[c])) {
        boolean byUseful = false;
        for (int i = 0; i < chunks; i++) {
          byUseful |= chunkAnswer[c][i] && useful(i);
        }
        count += byUseful == relevant ? 1 : 0;
      }
    }
    return (double) count / a2r.length;
  }
}
