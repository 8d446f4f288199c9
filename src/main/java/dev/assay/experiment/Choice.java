package dev.assay.experiment;

import org.jspecify.annotations.Nullable;

/// One configuration of an explicit list, by the names of its factors' entries. A factor that has a
/// single entry need not be named; a model is left out where BM25 alone retrieves.
public record Choice(
    @Nullable String chunking,
    @Nullable String model,
    @Nullable String retrieval,
    @Nullable String reranker) {}
