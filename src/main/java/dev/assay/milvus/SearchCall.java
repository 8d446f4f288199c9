package dev.assay.milvus;

import java.time.Duration;

/// One search request that Milvus answered.
///
/// @param queries how many queries it carried, at least 1
/// @param limit how many hits per query it asked for
/// @param latency from sending to the parsed answer
public record SearchCall(int queries, int limit, Duration latency) {
  /// Milliseconds per query.
  public double millisPerQuery() {
    return latency.toNanos() / 1e6 / queries;
  }
}
