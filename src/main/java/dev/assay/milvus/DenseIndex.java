package dev.assay.milvus;

import java.util.List;
import java.util.stream.IntStream;

/// How the dense vectors of a collection are indexed. `toString` is its spelling in tables and
/// JSON.
public sealed interface DenseIndex {
  /// The name Milvus has for it.
  String type();

  /// From the least effort to the most that a search of this index is worth trying.
  List<Effort> efforts();

  /// Every vector is compared: exact.
  record Flat() implements DenseIndex {
    @Override
    public String type() {
      return "FLAT";
    }

    @Override
    public List<Effort> efforts() {
      return List.of(new Effort.Exhaustive());
    }

    @Override
    public String toString() {
      return type();
    }
  }

  /// Vectors in the lists of their nearest centroids (k-means); a search compares those of the
  /// `nprobe` nearest lists. Jégou, Douze and Schmid 2011, doi:10.1109/TPAMI.2010.57
  ///
  /// @param nlist how many lists, 1 to 65,536
  record IvfFlat(int nlist) implements DenseIndex {
    public IvfFlat {
      if (nlist < 1 || nlist > 65_536) {
        throw new IllegalArgumentException("nlist must be between 1 and 65536, got " + nlist);
      }
    }

    /// About `4·sqrt(n)` lists, as Milvus advises.
    ///
    /// @param vectors how many are indexed, at least 1
    public static IvfFlat of(int vectors) {
      return new IvfFlat(
          Math.clamp(Math.round(4 * Math.sqrt(vectors)), 1, Math.min(vectors, 65_536)));
    }

    @Override
    public String type() {
      return "IVF_FLAT";
    }

    /// 1, 2, 4, … and all lists, which is exact.
    @Override
    public List<Effort> efforts() {
      return IntStream.concat(
              IntStream.iterate(1, lists -> lists < nlist, lists -> 2 * lists), IntStream.of(nlist))
          .<Effort>mapToObj(Effort.Nprobe::new)
          .toList();
    }

    @Override
    public String toString() {
      return "IVF_FLAT(nlist=" + nlist + ")";
    }
  }

  /// A graph of near neighbours in layers, searched greedily with a list of `ef` candidates. Malkov
  /// and Yashunin 2020, doi:10.1109/TPAMI.2018.2889473
  ///
  /// @param m neighbours a node is joined to, 2 to 2,048
  /// @param efConstruction candidates while building, 1 to 65,536
  record Hnsw(int m, int efConstruction) implements DenseIndex {
    public Hnsw {
      if (m < 2 || m > 2048) {
        throw new IllegalArgumentException("m must be between 2 and 2048, got " + m);
      }
      if (efConstruction < 1 || efConstruction > 65_536) {
        throw new IllegalArgumentException(
            "efConstruction must be between 1 and 65536, got " + efConstruction);
      }
    }

    @Override
    public String type() {
      return "HNSW";
    }

    /// 16, 32, … 1,024.
    @Override
    public List<Effort> efforts() {
      return IntStream.iterate(16, ef -> ef <= 1024, ef -> 2 * ef)
          .<Effort>mapToObj(Effort.Ef::new)
          .toList();
    }

    @Override
    public String toString() {
      return "HNSW(M=%d, efConstruction=%d)".formatted(m, efConstruction);
    }
  }
}
