package dev.assay.experiment;

/// What puts the first hits of a configuration into another order after fusion.
public sealed interface Reranker {
  /// Nothing does.
  record None() implements Reranker {}
}
