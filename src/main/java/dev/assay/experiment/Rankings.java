package dev.assay.experiment;

import dev.assay.ranking.Fusion;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The ranking of any question under any configuration, computed from the stored legs. Keeps the
/// legs of the last question, which its configurations share. Not thread safe.
final class Rankings {
  private final LegStore legs;
  private final Manifest manifest;
  private final int depth;
  private final UnaryOperator<LegStore.Key> instead;
  private final Map<LegStore.Key, Optional<Ranking>> ofLastQuery = new HashMap<>();
  private String lastQuery = "";

  Rankings(LegStore legs, Manifest manifest, int depth) {
    this(legs, manifest, depth, key -> key);
  }

  /// @param instead for a leg of the experiment the one that is looked at: itself, or the same leg
  ///   of an approximate index
  Rankings(LegStore legs, Manifest manifest, int depth, UnaryOperator<LegStore.Key> instead) {
    this.legs = legs;
    this.manifest = manifest;
    this.depth = depth;
    this.instead = instead;
  }

  /// The legs a configuration uses, dense before sparse; empty where one was not fetched.
  Optional<List<Leg>> legs(Configuration configuration, String query) {
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

  /// What the configuration returns, at most the depth; empty where a leg was not fetched.
  Optional<Ranking> of(Configuration configuration, String query) {
    return legs(configuration, query).map(found -> fused(configuration, found));
  }

  /// What the configuration makes of its legs.
  Ranking fused(Configuration configuration, List<Leg> legs) {
    Fusion fusion = configuration.fusion();
    return fusion == null ? legs.getFirst().ranking() : fusion.fuse(legs, depth);
  }

  /// Where the configuration's legs are stored.
  List<LegStore.Key> keys(Configuration configuration) {
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

  static String name(LegStore.Kind kind) {
    return switch (kind) {
      case DENSE -> "dense";
      case SPARSE -> "sparse";
    };
  }
}
