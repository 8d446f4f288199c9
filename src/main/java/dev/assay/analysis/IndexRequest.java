package dev.assay.analysis;

import dev.assay.experiment.ExperimentFile;
import dev.assay.milvus.DenseIndex;
import dev.assay.milvus.Effort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which approximate index is measured, and where.
///
/// @param nlist lists of an IVF index; null for about `4·sqrt(n)`
/// @param at the `nprobe` or `ef` that the split of losses looks at; null for exact search
/// @param milvus a server to measure on that wants no token; null for the experiment's own engine
public record IndexRequest(
    Kind kind, @Nullable Integer nlist, @Nullable Integer at, @Nullable String milvus) {

  /// An index that looks at a part of the vectors.
  public enum Kind {
    IVF_FLAT,
    HNSW
  }

  /// The settings a graph is built with: Milvus's own examples.
  private static final DenseIndex.Hnsw GRAPH = new DenseIndex.Hnsw(16, 200);

  public IndexRequest {
    if (nlist != null && kind != Kind.IVF_FLAT) {
      throw new IllegalArgumentException("nlist is of IVF_FLAT, " + kind + " has none");
    }
    if (at != null && at < 1) {
      throw new IllegalArgumentException("nprobe or ef must be at least 1, got " + at);
    }
    if (nlist != null && at != null && at > nlist) {
      throw new IllegalArgumentException("nprobe %d is above nlist %d".formatted(at, nlist));
    }
  }

  /// The engine that is searched.
  ///
  /// @param own the experiment's own engine
  public ExperimentFile.Milvus where(ExperimentFile.Milvus own) {
    return milvus == null ? own : new ExperimentFile.Milvus(milvus, null);
  }

  /// @param vectors how many are indexed
  DenseIndex index(int vectors) {
    return switch (kind) {
      case IVF_FLAT ->
          nlist == null ? DenseIndex.IvfFlat.of(vectors) : new DenseIndex.IvfFlat(nlist);
      case HNSW -> GRAPH;
    };
  }

  /// What the split of losses looks at; null for exact search.
  public @Nullable Effort effort() {
    return at == null
        ? null
        : switch (kind) {
          case IVF_FLAT -> new Effort.Nprobe(at);
          case HNSW -> new Effort.Ef(at);
        };
  }

  /// How the legs of the split were searched, in words.
  public String searched() {
    Effort effort = effort();
    return effort == null ? "exact" : kind + ", " + effort;
  }

  /// The settings tried: the index's own, and the one asked for.
  public List<Effort> efforts(DenseIndex index) {
    var efforts = new ArrayList<>(index.efforts());
    Effort asked = effort();
    if (asked != null && !efforts.contains(asked)) {
      efforts.add(asked);
    }
    return List.copyOf(efforts);
  }
}
