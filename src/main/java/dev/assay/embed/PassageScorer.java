package dev.assay.embed;

import java.util.List;

/// Scores how well passages answer a query; higher is better. Safe for use by many threads.
public interface PassageScorer extends AutoCloseable {
  /// What a passage got.
  ///
  /// @param score finite
  /// @param truncated whether the model saw only the beginning of the passage; false where an
  ///   endpoint does not say
  record Scored(double score, boolean truncated) {}

  /// One score for each passage, in their order.
  ///
  /// @throws dev.assay.AssayException if there is none
  List<Scored> score(String query, List<String> passages) throws InterruptedException;

  @Override
  void close();
}
