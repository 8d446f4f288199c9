package dev.assay.experiment;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run would do and cost, before anything is spent.
///
/// @param cells questions times configurations
/// @param models what each model would have to embed
/// @param judge what the judge would be asked; null where no language model judges
/// @param diskBytes of the vectors to come, in the ledger and in Milvus
/// @param notes what could not be counted
public record Plan(
    String experiment,
    int configurations,
    int questions,
    int cells,
    int documents,
    List<Embedding> models,
    @Nullable Calls judge,
    long diskBytes,
    Detectable detectable,
    List<String> notes) {

  /// One model's share.
  ///
  /// @param texts that have no vector yet: chunks and questions
  /// @param cached that have one
  /// @param tokens of those texts, by the model's own tokenizer where `exact`, else by the lab's
  /// @param cost at the model's price; null where it has none and is not local: unknown
  public record Embedding(
      String model,
      int texts,
      int cached,
      long tokens,
      boolean exact,
      @Nullable BigDecimal cost,
      @Nullable String currency) {}

  /// Calls to a language model, from the fewest to the most. What the ledger knows is not taken
  /// off.
  ///
  /// @param low where every answer declines; fewer where replies are known or nothing was found
  /// @param high where every reply is asked for twice
  /// @param lowCost null where the price is not known; 0 of a local model
  public record Calls(
      String model,
      int low,
      int high,
      long lowTokens,
      long highTokens,
      @Nullable BigDecimal lowCost,
      @Nullable BigDecimal highCost,
      @Nullable String currency) {}

  /// The smallest difference of the primary measure that these questions can detect.
  ///
  /// @param candidates configurations beside the baseline; Holm's first step divides by them
  /// @param standardDeviation of the paired deltas
  /// @param assumed whether that is an assumption; else from the last run of the same name
  /// @param difference with power .8
  /// @param minimumDifference what matters, by the file
  /// @param moreQuestions that would settle `minimumDifference`; 0 where these do
  public record Detectable(
      String measure,
      int n,
      int candidates,
      double standardDeviation,
      boolean assumed,
      double difference,
      double minimumDifference,
      long moreQuestions) {}
}
