package dev.assay.plan;

import dev.assay.experiment.Timings;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run would do and cost, before anything is spent.
///
/// @param cells questions times configurations
/// @param cachedCells of which every leg, and the reranker's order, is there
/// @param models what each model would have to embed, those that cut semantic chunkings among them
/// @param engine what Milvus would have to do
/// @param rerankers what each reranker would have to score
/// @param answerer what the model that answers would be asked; null where none does, or the judge's
/// @param judge what the judge would be asked, answers among it where its model gives them; null
///   where no language model judges
/// @param total all of it
/// @param diskBytes of the vectors to come, in the ledger and in Milvus
/// @param complete whether nothing is left to do: a run reads its result from the ledger
/// @param notes what could not be counted
public record Plan(
    String experiment,
    int configurations,
    int questions,
    int cells,
    int cachedCells,
    int documents,
    List<Embedding> models,
    Engine engine,
    List<Scoring> rerankers,
    @Nullable Calls answerer,
    @Nullable Calls judge,
    Total total,
    long diskBytes,
    boolean complete,
    Detectable detectable,
    List<String> notes) {

  /// One model's share.
  ///
  /// @param texts that have no vector yet: chunks, questions, and sentences of a semantic chunking
  /// @param cached that have one
  /// @param tokens of those texts, by the model's own tokenizer where it runs here, else by the
  ///   lab's
  /// @param exact whether that is the count of a run, and not an estimate
  /// @param cost at the model's price; null where it has none and is not local: unknown
  /// @param seconds null where nothing was measured: unknown
  public record Embedding(
      String model,
      int texts,
      int cached,
      long tokens,
      boolean exact,
      @Nullable BigDecimal cost,
      @Nullable String currency,
      Timings.@Nullable Time seconds) {}

  /// What Milvus would have to do.
  ///
  /// @param collections to fill
  /// @param rows to put into them
  /// @param searches one a question and leg
  /// @param seconds null where nothing was measured: unknown
  public record Engine(int collections, long rows, int searches, Timings.@Nullable Time seconds) {}

  /// One reranker's share.
  ///
  /// @param low passages to score where configurations of a chunking find the same ones; equal to
  ///   `high` where all legs are there
  /// @param high where no two find the same
  /// @param calls of its endpoint; null for one that runs here
  /// @param seconds null where nothing was measured: unknown
  public record Scoring(
      String reranker, int low, int high, @Nullable Calls calls, Timings.@Nullable Time seconds) {}

  /// Calls to an endpoint or a language model, from the fewest to the most.
  ///
  /// @param cached answers, or orders of a question, of which every reply is there
  /// @param low of a judge: where every answer declines; fewer where a part of the replies is there
  ///   or nothing was found
  /// @param high of a language model: where every reply is asked for twice
  /// @param lowCost null where the price is not known; 0 for a model that runs here
  /// @param seconds null where nothing was measured: unknown
  public record Calls(
      String model,
      int cached,
      int low,
      int high,
      long lowTokens,
      long highTokens,
      @Nullable BigDecimal lowCost,
      @Nullable BigDecimal highCost,
      @Nullable String currency,
      Timings.@Nullable Time seconds) {}

  /// Everything together, as far as it is known.
  ///
  /// @param lowCost null where a price is not known, or prices have several currencies
  /// @param lowSeconds of what has a rate
  /// @param unknown what has no price or no rate and is not in the sums
  public record Total(
      @Nullable BigDecimal lowCost,
      @Nullable BigDecimal highCost,
      @Nullable String currency,
      double lowSeconds,
      double highSeconds,
      List<String> unknown) {}

  /// The smallest difference of the primary measure that these questions can detect.
  ///
  /// @param candidates configurations beside the baseline; Holm's first step divides by them
  /// @param standardDeviation of the paired deltas
  /// @param assumed whether that is an assumption; else from the last run of the same name
  /// @param clusters source documents, or questions, that are drawn by
  /// @param correlation of deltas within a cluster; assumed likewise
  /// @param designEffect how many times more questions are needed than independent ones
  /// @param difference with power .8
  /// @param minimumDifference what matters, by the file
  /// @param moreQuestions that would settle `minimumDifference`; 0 where these do
  public record Detectable(
      String measure,
      int n,
      int candidates,
      double standardDeviation,
      boolean assumed,
      int clusters,
      double correlation,
      double designEffect,
      double difference,
      double minimumDifference,
      long moreQuestions) {}
}
