package dev.assay.analysis;

import dev.assay.corpus.Chunk;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Judgement;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lexical.Explanation.Contribution;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why each piece of evidence was found or not: one question under some configurations, taken
/// apart.
///
/// @param views one a configuration, in the order they were asked for
public record Explanation(String experiment, GoldenQuestion question, List<View> views) {

  /// One configuration's answer to the question.
  ///
  /// @param label `markdown · bge-small · rrf`
  /// @param state how the question fared, null where it has no cell yet
  /// @param scores measure to value
  /// @param hits the first of the ranking, best first
  /// @param evidence every chunk that holds evidence, found or not
  /// @param judgement null where this configuration was not judged
  public record View(
      String id,
      String label,
      Cell.@Nullable State state,
      @Nullable String reason,
      Map<String, Double> scores,
      List<Found> hits,
      List<EvidenceChunk> evidence,
      @Nullable Judgement judgement) {}

  /// A chunk in a ranking; of chunks that return the same the best one stands for all.
  ///
  /// @param rank from 1
  /// @param score the fused score, or that of the only leg
  /// @param returned what a reader gets, where that is more than the chunk's own text; else null
  /// @param grade 0 to 3; null where nobody judged it
  /// @param evidence the evidence that what it returns touches
  /// @param before its rank before it was reranked, and the reranker's score; null where the
  ///   reranker did not see it
  /// @param dense its place in the dense leg; null where this configuration has none
  public record Found(
      int rank,
      double score,
      Chunk chunk,
      @Nullable String returned,
      @Nullable Integer grade,
      List<Evidence> evidence,
      @Nullable Place before,
      @Nullable Place dense,
      @Nullable Place sparse) {}

  /// A chunk that holds evidence, and its fate.
  ///
  /// @param grade 0 for a chunk without evidence that somebody asked for
  /// @param rank in the ranking, from 1; 0 where it is not in it
  /// @param before its rank before it was reranked, and the reranker's score; null where the
  ///   reranker did not see it
  /// @param terms what each query term adds to its BM25 score, whether it was found or not; empty
  ///   for dense retrieval
  /// @param reason one sentence: why it stands where it stands, or is missing
  public record EvidenceChunk(
      Chunk chunk,
      int grade,
      List<Evidence> evidence,
      int rank,
      @Nullable Place before,
      @Nullable Place dense,
      @Nullable Place sparse,
      List<Contribution> terms,
      String reason) {}

  /// Where a chunk stands in a leg.
  ///
  /// @param rank from 1; 0 where the leg does not reach down to it
  /// @param score the cosine or the BM25 score; for a chunk the leg does not hold, computed from
  ///   the stored vectors
  /// @param part what this adds to the fused score; 0 where it is missing, null where nothing is
  ///   fused
  public record Place(int rank, double score, @Nullable Double part) {}
}
