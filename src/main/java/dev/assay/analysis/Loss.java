package dev.assay.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Where a share of the evidence was lost on the way to the first hits, in the order of the way.
/// Everything is evidence recall at one cutoff: 1 less all parts is what was reached.
/// `docs/losses.md` defines each part.
///
/// @param chunking the best choice of chunks misses it: the evidence is cut into more chunks than
///   the cutoff lets in
/// @param notFound no leg has it among its hits, to the depth that was fetched
/// @param rankedLow a leg has it, but none within the cutoff
/// @param index the exact legs have it within the cutoff, the approximate ones do not; negative
///   where the index missed what stood before it
/// @param fusion a leg has it within the cutoff, the fused ranking has not; negative where fusion
///   lifted it
/// @param reranking the fused ranking has it, the reranked one has not; negative where the reranker
///   lifted it
/// @param reached in [0,1]
public record Loss(
    double chunking,
    double notFound,
    double rankedLow,
    double index,
    double fusion,
    double reranking,
    double reached) {

  /// A place where evidence is lost.
  public enum Part {
    @JsonProperty("chunking")
    CHUNKING,
    @JsonProperty("notFound")
    NOT_FOUND,
    @JsonProperty("rankedLow")
    RANKED_LOW,
    @JsonProperty("index")
    INDEX,
    @JsonProperty("fusion")
    FUSION,
    @JsonProperty("reranking")
    RERANKING
  }

  /// From what is reached at best after each step.
  ///
  /// @param chunks by the best choice of all chunks
  /// @param hits by the best choice of the hits of the exact legs
  /// @param top by the best choice of the first hits of each exact leg
  /// @param searched by the best choice of the first hits of each leg as it was searched
  /// @param fused by the first hits of the fused ranking
  /// @param reached by the first hits of the last ranking
  static Loss of(
      double chunks, double hits, double top, double searched, double fused, double reached) {
    return new Loss(
        1 - chunks,
        chunks - hits,
        hits - top,
        top - searched,
        searched - fused,
        fused - reached,
        reached);
  }

  public double of(Part part) {
    return switch (part) {
      case CHUNKING -> chunking;
      case NOT_FOUND -> notFound;
      case RANKED_LOW -> rankedLow;
      case INDEX -> index;
      case FUSION -> fusion;
      case RERANKING -> reranking;
    };
  }

  /// Where most was lost, of equal parts the first on the way; empty where nothing was.
  public Optional<Part> largest() {
    return Stream.of(Part.values())
        .filter(part -> of(part) > 0)
        .max(
            Comparator.comparingDouble((Part part) -> of(part))
                .thenComparing(Comparator.reverseOrder()));
  }

  /// The mean of each part.
  ///
  /// @param losses at least one
  static Loss mean(Collection<Loss> losses) {
    return new Loss(
        mean(losses, Loss::chunking),
        mean(losses, Loss::notFound),
        mean(losses, Loss::rankedLow),
        mean(losses, Loss::index),
        mean(losses, Loss::fusion),
        mean(losses, Loss::reranking),
        mean(losses, Loss::reached));
  }

  private static double mean(Collection<Loss> losses, ToDoubleFunction<Loss> value) {
    return losses.stream().mapToDouble(value).sum() / losses.size();
  }
}
