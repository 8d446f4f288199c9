package dev.assay.judge.metric;

import dev.assay.judge.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// RAGChecker's matrix of one judged answer, to be shown: claims of answer and reference × chunks.
///
/// @param chunks their ids, best first
/// @param useful whether the chunk entails a claim of the reference; null where no metric asked
/// @param answer the claims of the answer; empty where no metric asked for them
/// @param reference the claims of the reference
public record ClaimMatrix(
    List<String> chunks, List<@Nullable Boolean> useful, List<Row> answer, List<Row> reference) {

  /// What a claim of an answer is, by the two questions whether it is right and who says so.
  public enum Kind {
    /// The reference and a chunk say so.
    RIGHT,
    /// The reference says so and no chunk does.
    SELF_KNOWLEDGE,
    /// A chunk that is useful says so, the reference does not.
    NOISE_RELEVANT,
    /// Only chunks that are not useful say so.
    NOISE_IRRELEVANT,
    /// Nobody says so.
    HALLUCINATION;

    /// In words.
    public String words() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /// One claim.
  ///
  /// @param other whether the other text (reference, answer) entails it; null where nobody asked or
  ///   no valid verdict came
  /// @param entailed for each chunk whether it entails the claim; null where there is no verdict,
  ///   or one does and which is not known
  /// @param elsewhere some chunk entails it, which one is not known
  /// @param kind null for a claim of the reference, and where a verdict is missing
  /// @param reason the judge's words on the chunks
  public record Row(
      String claim,
      @Nullable Boolean other,
      List<@Nullable Boolean> entailed,
      boolean elsewhere,
      @Nullable Kind kind,
      String reason) {
    /// Whether a chunk entails it; null where there is no verdict.
    public @Nullable Boolean retrieved() {
      if (elsewhere) {
        return true;
      }
      return (entailed.isEmpty() || entailed.contains(null))
          ? null
          : (Boolean) entailed.contains(true);
    }
  }

  /// The matrix of what a judge said.
  ///
  /// @param chunks the ids of the contexts, best first
  public static ClaimMatrix of(KeptVerdicts evidence, List<String> chunks) {
    List<Row> reference =
        rows(evidence.referenceClaims(), evidence.referenceInAnswer(), chunks, List.of());
    var useful = new ArrayList<@Nullable Boolean>();
    for (int i = 0; i < chunks.size(); i++) {
      int chunk = i;
      boolean known =
          !reference.isEmpty()
              && reference.stream().noneMatch(row -> row.entailed().get(chunk) == null);
      boolean entails =
          reference.stream().anyMatch(row -> Boolean.TRUE.equals(row.entailed().get(chunk)));
      useful.add((known || entails) ? (Boolean) entails : null);
    }
    return new ClaimMatrix(
        List.copyOf(chunks),
        useful,
        rows(evidence.claims(), evidence.claimsInReference(), chunks, useful),
        reference);
  }

  /// The two halves that have rows, by whose claims they are.
  public Map<String, List<Row>> halves() {
    var halves = new LinkedHashMap<String, List<Row>>();
    halves.put("answer", answer);
    halves.put("reference", reference);
    halves.values().removeIf(List::isEmpty);
    return halves;
  }

  /// @param inOther marks of the same claims in the same order; empty where nobody asked
  private static List<Row> rows(
      List<Mark> inChunks,
      List<Mark> inOther,
      List<String> chunks,
      List<@Nullable Boolean> useful) {
    List<Mark> claims = inChunks.isEmpty() ? inOther : inChunks;
    var rows = new ArrayList<Row>();
    for (int c = 0; c < claims.size(); c++) {
      Mark chunkMark = inChunks.isEmpty() ? null : inChunks.get(c);
      var entailed = new ArrayList<@Nullable Boolean>();
      boolean[] row =
          (chunkMark == null || chunkMark.label() == null) ? null : Matrix.row(chunkMark, chunks);
      for (int i = 0; i < chunks.size(); i++) {
        entailed.add((row == null || row[chunks.size()]) ? null : (Boolean) row[i]);
      }
      var shown =
          new Row(
              claims.get(c).item(),
              c < inOther.size() ? inOther.get(c).is("true") : null,
              entailed,
              row != null && row[chunks.size()],
              null,
              chunkMark == null ? "" : chunkMark.reason());
      rows.add(
          new Row(
              shown.claim(),
              shown.other(),
              shown.entailed(),
              shown.elsewhere(),
              kind(shown, useful),
              shown.reason()));
    }
    return rows;
  }

  private static @Nullable Kind kind(Row row, List<@Nullable Boolean> useful) {
    Boolean right = row.other();
    Boolean retrieved = row.retrieved();
    if (right == null || retrieved == null) {
      return null;
    }
    if (right) {
      return retrieved ? Kind.RIGHT : Kind.SELF_KNOWLEDGE;
    }
    if (!retrieved) {
      return Kind.HALLUCINATION;
    }
    if (row.elsewhere() || useful.isEmpty() || useful.contains(null)) {
      return null;
    }
    for (int i = 0; i < useful.size(); i++) {
      if (Boolean.TRUE.equals(useful.get(i)) && Boolean.TRUE.equals(row.entailed().get(i))) {
        return Kind.NOISE_RELEVANT;
      }
    }
    return Kind.NOISE_IRRELEVANT;
  }
}
