package dev.assay.experiment;

import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.ranking.Fusion;
import dev.assay.yaml.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One point of the grid.
///
/// @param id the letter tables and links use: A, B, …, Z, AA, …
/// @param model null where no vector is needed (BM25)
/// @param bm25 the sparse leg's settings; null where none is needed (dense)
/// @param fusion of the legs `dense` and `sparse`; null where one leg is the ranking
/// @param reranker what reorders the first hits of that
public record Configuration(
    String id,
    Named<Chunking> chunking,
    @Nullable Model model,
    Named<Retrieval> retrieval,
    Retrieval.@Nullable Bm25 bm25,
    @Nullable Fusion fusion,
    Named<Reranker> reranker)
    implements Compared {

  @Override
  public Map<String, String> factors() {
    var factors = new LinkedHashMap<String, String>();
    factors.put("chunking", chunking.name());
    if (model != null) {
      factors.put("model", model.name());
    }
    factors.put("retrieval", retrieval.name());
    if (!(reranker.value() instanceof Reranker.None)) {
      factors.put("reranker", reranker.name());
    }
    return factors;
  }
}
