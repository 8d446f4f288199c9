package dev.assay.milvus;

import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.vector.request.ranker.RRFRanker;
import io.milvus.v2.service.vector.request.ranker.WeightedRanker;
import java.util.List;

/// How Milvus fuses the dense and the sparse leg by itself.
public sealed interface HybridRanker {
  /// `1 / (k + rank)`, summed.
  record Rrf(int k) implements HybridRanker {
    @Override
    public String toString() {
      return "RRFRanker(k=" + k + ")";
    }
  }

  /// The weighted sum of the scores, or of what the server makes of them: Milvus Lite 2.5.1 puts
  /// `(1 + cosine) / 2` and `1/2 + atan(inner product) / pi`.
  ///
  /// @param dense in [0,1]
  /// @param sparse in [0,1]
  record Weights(double dense, double sparse) implements HybridRanker {
    @Override
    public String toString() {
      return "WeightedRanker(" + dense + ", " + sparse + ")";
    }
  }

  /// As the SDK has it.
  static CreateCollectionReq.Function function(HybridRanker ranker) {
    return switch (ranker) {
      case Rrf(int k) -> RRFRanker.builder().k(k).build();
      case Weights(double dense, double sparse) ->
          WeightedRanker.builder().weights(List.of((float) dense, (float) sparse)).build();
    };
  }
}
