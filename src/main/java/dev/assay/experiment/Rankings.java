package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.ranking.Fusion;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ranking of any question under any configuration, computed from the stored legs. Keeps the
/// legs of the last question, which its configurations share. Not thread safe.
public final class Rankings {
  private final LegStore legs;
  private final Manifest manifest;
  private final int depth;
  private final UnaryOperator<LegStore.Key> instead;
  private final Map<LegStore.Key, Optional<Ranking>> ofLastQuery = new HashMap<>();
  private String lastQuery = "";

  public Rankings(LegStore legs, Manifest manifest, int depth) {
    this(legs, manifest, depth, key -> key);
  }

  /// @param instead for a leg of the experiment the one that is looked at: itself, or the same leg
  ///   of an approximate index
  public Rankings(
      LegStore legs, Manifest manifest, int depth, UnaryOperator<LegStore.Key> instead) {
    this.legs = legs;
    this.manifest = manifest;
    this.depth = depth;
    this.instead = instead;
  }

  /// The legs a configuration uses, dense before sparse; empty where one was not fetched.
  public Optional<List<Leg>> legs(Configuration configuration, String query) {
    if (!query.equals(lastQuery)) {
      ofLastQuery.clear();
      lastQuery = query;
    }
    var found = new ArrayList<Leg>();
    for (LegStore.Key key : keys(configuration)) {
      Optional<Ranking> ranking =
          ofLastQuery.computeIfAbsent(key, k -> legs.find(instead.apply(k), query));
      if (ranking.isEmpty()) {
        return Optional.empty();
      }
      found.add(new Leg(name(key.kind()), ranking.get()));
    }
    return Optional.of(List.copyOf(found));
  }

  /// What the configuration returns, at most the depth; empty where a leg was not fetched or the
  /// reranker gave no order.
  public Optional<Ranking> of(Configuration configuration, String query) {
    return fused(configuration, query).flatMap(found -> reranked(configuration, query, found));
  }

  /// What the configuration returns before it is reranked.
  public Optional<Ranking> fused(Configuration configuration, String query) {
    return legs(configuration, query).map(found -> fused(configuration, found));
  }

  /// What the reranker makes of it: the hits it ordered, with its scores, before all others.
  public Optional<Ranking> reranked(Configuration configuration, String query, Ranking fused) {
    LegStore.Key key = rerankedKey(configuration);
    if (key == null) {
      return Optional.of(fused);
    }
    return legs.find(key, query)
        .map(first -> {
          var hits = new ArrayList<>(first.hits());
          var seen = first.hits().stream().map(Hit::id).collect(Collectors.toSet());
          fused.hits().stream().filter(hit -> !seen.contains(hit.id())).forEach(hits::add);
          return Ranking.inOrder(hits).top(depth);
        });
  }

  /// Why there is no ranking.
  String whyMissing(Configuration configuration, String query) {
    LegStore.Key key = rerankedKey(configuration);
    return key == null || legs(configuration, query).isEmpty()
        ? "the search returned no leg"
        : "not reranked: " + legs.failure(key, query).orElse("the reranker was not asked");
  }

  /// What the reranker ordered; empty without one, or where it failed.
  public Optional<Ranking> reordered(Configuration configuration, String query) {
    LegStore.Key key = rerankedKey(configuration);
    return key == null ? Optional.empty() : legs.find(key, query);
  }

  /// Where the order of the configuration's reranker is stored; null where it has none. Named by
  /// all that the order depends on.
  public LegStore.@Nullable Key rerankedKey(Configuration configuration) {
    Reranker reranker = configuration.reranker().value();
    if (reranker instanceof Reranker.None || manifest.rerankers() == null) {
      return null;
    }
    var name =
        new Sha256()
            .add(String.valueOf(manifest.rerankers().get(configuration.reranker().name())))
            .add(String.valueOf(configuration.fusion()));
    keys(configuration).forEach(key -> name.add(instead.apply(key).toString()));
    return new LegStore.Key(
        "r_" + name.hex().substring(0, 24), LegStore.Kind.RERANKED, reranker.depth());
  }

  /// What the configuration makes of its legs.
  public Ranking fused(Configuration configuration, List<Leg> legs) {
    Fusion fusion = configuration.fusion();
    return fusion == null ? legs.getFirst().ranking() : fusion.fuse(legs, depth);
  }

  /// Where the configuration's legs are stored.
  public List<LegStore.Key> keys(Configuration configuration) {
    var keys = new ArrayList<LegStore.Key>();
    String chunking = configuration.chunking().name();
    if (configuration.model() != null) {
      keys.add(key(manifest.dense(chunking, configuration.model().name()), LegStore.Kind.DENSE));
    }
    if (configuration.bm25() != null) {
      keys.add(
          key(manifest.sparse(chunking, configuration.bm25().toString()), LegStore.Kind.SPARSE));
    }
    return keys;
  }

  private LegStore.Key key(Manifest.Index index, LegStore.Kind kind) {
    return new LegStore.Key(index.collection(), kind, depth);
  }

  public static String name(LegStore.Kind kind) {
    return switch (kind) {
      case DENSE -> "dense";
      case SPARSE -> "sparse";
      case RERANKED -> "rerank";
    };
  }
}
