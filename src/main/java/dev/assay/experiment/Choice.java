package dev.assay.experiment;

import org.jspecify.annotations.Nullable;

/// One configuration of an explicit list, by the names of its factors' entries. A factor that has a
/// single entry need not be named; a model is left out where BM25 alone retrieves.
public record Choice(
    @Nullable String chunking,
    @Nullable String model,
    @Nullable String retrieval,
    @Nullable String reranker,
    @Nullable String corpus) {
  /// What a result depends on; a single corpus is not chosen.
  @Override
  public String toString() {
    return "Choice[chunking=%s, model=%s, retrieval=%s, reranker=%s%s]"
        .formatted(
            chunking, model, retrieval, reranker, corpus == null ? "" : ", corpus=" + corpus);
  }
}
