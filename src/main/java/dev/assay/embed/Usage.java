package dev.assay.embed;

import org.jspecify.annotations.Nullable;

/// What one [Embedder#embed] cost.
///
/// @param calls runs of a local model, or requests an endpoint answered
/// @param tokens read by the model in all; null where an endpoint did not say
/// @param truncated texts cut by us, see [Embedding#truncated]
public record Usage(int calls, @Nullable Long tokens, int truncated) {}
