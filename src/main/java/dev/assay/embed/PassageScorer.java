package dev.assay.embed;

import java.util.List;

/// Scores how well passages answer a query; higher is better. Safe for use by many threads.
public interface PassageScorer extends AutoCloseable {
  /// One finite score for each passage, in their order.
  ///
  /// @throws dev.assay.AssayException if there is none
  double[] score(String query, List<String> passages) throws InterruptedException;

  @Override
  void close();
}
