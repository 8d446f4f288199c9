package dev.assay.analysis;

import com.google.errorprone.annotations.FormatMethod;
import dev.assay.lexical.Explanation.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a chunk stands where it stands, or was not found, in words.
///
/// @param depth hits that each leg holds
/// @param lastDense the score of the dense leg's last hit
/// @param lastSparse the same of the sparse leg
record Reason(int depth, double lastDense, double lastSparse) {

  /// @param rank in the ranking; 0 where it is not there
  /// @param before where it stood before it was reranked
  /// @param terms what the query's terms add to its BM25 score
  String of(
      int rank,
      Explanation.@Nullable Place before,
      Explanation.@Nullable Place dense,
      Explanation.@Nullable Place sparse,
      List<Contribution> terms) {
    var parts = new ArrayList<String>();
    if (rank == 0) {
      parts.add("not among the first " + depth);
    } else {
      parts.add(
          before == null
              ? "rank " + rank
              : decimal(
                  "rank %d, before reranking %d, the reranker's score %.3f",
                  rank, before.rank(), before.score()));
    }
    if (dense != null) {
      parts.add(
          dense.rank() > 0
              ? decimal("dense rank %d with cosine %.3f", dense.rank(), dense.score())
              : decimal(
                  "the dense leg ends before it: cosine %.3f, the last of the leg has %.3f",
                  dense.score(), lastDense));
    }
    if (sparse != null) {
      parts.add(ofSparse(sparse, terms));
    }
    return String.join("; ", parts);
  }

  private String ofSparse(Explanation.Place sparse, List<Contribution> terms) {
    var absent = terms.stream().filter(term -> !term.matched()).map(Contribution::term).toList();
    if (sparse.rank() == 0 && sparse.score() == 0) {
      return "BM25 cannot find it: it has none of the query's terms ("
          + String.join(", ", absent)
          + ")";
    }
    String missing = absent.isEmpty() ? "" : ", without " + String.join(", ", absent);
    return sparse.rank() > 0
        ? decimal("BM25 rank %d with %.2f", sparse.rank(), sparse.score()) + missing
        : decimal(
                "the BM25 leg ends before it: %.2f, the last of the leg has %.2f",
                sparse.score(), lastSparse)
            + missing;
  }

  @FormatMethod
  private static String decimal(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
