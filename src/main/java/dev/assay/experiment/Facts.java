package dev.assay.experiment;

import dev.assay.Bytes;
import dev.assay.Price;
import dev.assay.embed.Embedded;
import dev.assay.embed.Http;
import dev.assay.embed.Model;
import dev.assay.embed.Onnx;
import dev.assay.ranking.Cut;
import dev.assay.ranking.Fusion;
import dev.assay.ranking.Rrf;
import dev.assay.ranking.Weighted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a configuration beside its values: what constraints ask for, and what makes it
/// simple.
///
/// @param place in the experiment, from 0
/// @param p95 milliseconds, the 95th percentiles of its legs and of its reranking added up; null
///   where no leg was timed, or not the reranking that it has
/// @param memory an estimate; null where a part of it is not known
/// @param dimensions of its vectors; null without a model and where not known
/// @param chunks that it searches
public record Facts(
    Configuration configuration,
    int place,
    @Nullable Double p95,
    @Nullable Bytes memory,
    @Nullable Integer dimensions,
    int chunks) {

  /// From the simplest to the most involved, a total order: no reranker before one, and of these
  /// what needs no model first, a language model last, and the fewer hits it orders the simpler;
  /// one leg before two and BM25 before a model; then fewer dimensions, smaller weights, a lower
  /// price, a lower p95; reciprocal rank fusion before weights, and each the nearer to what is
  /// usual (`k` 60, equal weights) the simpler; then fewer chunks, and the order of the experiment.
  /// What is not known comes last.
  public static final Comparator<Facts> SIMPLEST_FIRST =
      Comparator.comparingInt(Facts::reranking)
          .thenComparingInt(facts -> facts.configuration().reranker().value().depth())
          .thenComparingInt(Facts::legs)
          .thenComparing(Facts::dimensions, unknownLast())
          .thenComparing(Facts::weights, unknownLast())
          .thenComparing(Facts::price, unknownLast())
          .thenComparing(Facts::p95, unknownLast())
          .thenComparingDouble(facts -> unusual(facts.configuration().fusion()))
          .thenComparingInt(Facts::chunks)
          .thenComparingInt(Facts::place);

  /// Of the configurations that have a result, in the order of the experiment.
  public static List<Facts> all(Stored stored) {
    var footprints = new Footprints(stored.ledger(), stored.manifest());
    var all = new ArrayList<Facts>();
    for (Configuration configuration : stored.configurations()) {
      stored.result().configurations().stream()
          .filter(result -> result.id().equals(configuration.id()))
          .findFirst()
          .ifPresent(result -> all.add(of(configuration, all.size(), result, footprints)));
    }
    return all;
  }

  private static Facts of(
      Configuration configuration,
      int place,
      Result.ConfigurationResult result,
      Footprints footprints) {
    List<Double> parts =
        result.latencyMs().values().stream()
            .filter(part -> part.n() > 0)
            .map(Result.Latency::p95)
            .toList();
    boolean reranks = !(configuration.reranker().value() instanceof Reranker.None);
    boolean timed =
        !parts.isEmpty()
            && (!reranks || result.latencyMs().containsKey(Rankings.name(LegStore.Kind.RERANKED)));
    Model model = configuration.model();
    return new Facts(
        configuration,
        place,
        timed ? parts.stream().mapToDouble(Double::doubleValue).sum() : null,
        footprints.memory(configuration),
        model == null ? null : footprints.dimensions(model),
        result.chunks());
  }

  private static <T extends Comparable<T>> Comparator<@Nullable T> unknownLast() {
    return Comparator.nullsLast(Comparator.naturalOrder());
  }

  private int reranking() {
    return switch (configuration.reranker().value()) {
      case Reranker.None _ -> 0;
      case Reranker.Mmr _ -> 1;
      case Reranker.CrossEncoder _ -> 2;
      case Reranker.Http _ -> 3;
      case Reranker.Llm _ -> 4;
    };
  }

  /// 0 for BM25, 1 for dense vectors, 2 for both.
  private int legs() {
    return configuration.model() == null ? 0 : configuration.fusion() == null ? 1 : 2;
  }

  private @Nullable Long weights() {
    Model model = configuration.model();
    Bytes weights = model == null ? null : Footprints.weights(model);
    return weights == null ? null : weights.count();
  }

  /// Of a million tokens; 0 where nobody is paid.
  private @Nullable BigDecimal price() {
    return switch (configuration.model()) {
      case null -> BigDecimal.ZERO;
      case Embedded _, Onnx _ -> BigDecimal.ZERO;
      case Http http -> {
        Price price = http.price();
        boolean own = Boolean.TRUE.equals(Constraints.selfHosted(http));
        yield price != null ? price.amount() : own ? BigDecimal.ZERO : null;
      }
    };
  }

  /// 0 for one leg; below 1000 for reciprocal rank fusion, above for weights.
  private static double unusual(@Nullable Fusion fusion) {
    return switch (fusion) {
      case null -> 0;
      case Rrf(int k) -> Math.min(999, Math.abs(k - 60));
      case Weighted weighted ->
          1000
              + rarity(weighted.normalise())
              + Math.abs(weighted.weights().getOrDefault("dense", .5) - .5);
      case Cut cut -> .5 + unusual(cut.fusion());
    };
  }

  private static int rarity(Weighted.Normalisation normalisation) {
    return switch (normalisation) {
      case MIN_MAX -> 0;
      case Z_SCORE -> 100;
      case RANK -> 200;
      case NONE -> 300;
    };
  }
}
