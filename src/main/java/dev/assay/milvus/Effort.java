package dev.assay.milvus;

import java.util.Map;

/// How much of an index one search looks at. `toString` is its spelling in tables and JSON.
public sealed interface Effort {
  /// Search parameters as Milvus names them.
  Map<String, Object> parameters();

  /// The most hits a search may ask for.
  int limit();

  /// Every vector: all that FLAT can do.
  record Exhaustive() implements Effort {
    @Override
    public Map<String, Object> parameters() {
      return Map.of();
    }

    @Override
    public int limit() {
      return Search.MAX_LIMIT;
    }

    @Override
    public String toString() {
      return "exact";
    }
  }

  /// The vectors of the nearest lists of an IVF index.
  ///
  /// @param lists from 1 to the index's `nlist`, which is exact
  record Nprobe(int lists) implements Effort {
    public Nprobe {
      if (lists < 1) {
        throw new IllegalArgumentException("nprobe must be at least 1, got " + lists);
      }
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("nprobe", lists);
    }

    @Override
    public int limit() {
      return Search.MAX_LIMIT;
    }

    @Override
    public String toString() {
      return "nprobe=" + lists;
    }
  }

  /// A list of candidates in an HNSW graph.
  ///
  /// @param candidates from 1; a search returns no more hits than that
  record Ef(int candidates) implements Effort {
    public Ef {
      if (candidates < 1) {
        throw new IllegalArgumentException("ef must be at least 1, got " + candidates);
      }
    }

    @Override
    public Map<String, Object> parameters() {
      return Map.of("ef", candidates);
    }

    @Override
    public int limit() {
      return Math.min(candidates, Search.MAX_LIMIT);
    }

    @Override
    public String toString() {
      return "ef=" + candidates;
    }
  }
}
