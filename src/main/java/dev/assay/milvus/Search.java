package dev.assay.milvus;

import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import io.milvus.v2.service.vector.request.data.BaseVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Ranks many queries to a depth whose cut does not depend on the order in which Milvus happens to
/// list equal scores: each query is fetched deeper than the cut, and deeper still (to 16,384, the
/// most Milvus gives) while the cut and the last hit fetched have the same score. Only a tie longer
/// than that stays arbitrary.
final class Search {
  static final int MAX_LIMIT = 16_384;

  /// Hits fetched below the cut at first.
  private static final int MARGIN = 16;

  /// Of 1, 10, 50, 100, 300 queries a call, 50 and 100 are the fastest on 5,183 chunks, four times
  /// as fast as 1; the fewer, the more latencies there are to take a percentile of.
  static final int MAX_QUERIES = 50;

  private static final int MAX_HITS_A_CALL = 200_000;

  /// Sends one request: the hits per query, in any order, at most `limit` each.
  interface Call {
    List<List<Hit>> search(List<BaseVector> queries, int limit);
  }

  private final Call call;
  private final int depth;
  private final List<SearchCall> calls = new ArrayList<>();

  Search(Call call, int depth) {
    if (depth < 1 || depth > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "depth must be between 1 and %d, got %d".formatted(MAX_LIMIT, depth));
    }
    this.call = call;
    this.depth = depth;
  }

  LegRankings rank(List<? extends @org.jspecify.annotations.Nullable BaseVector> queries) {
    var rankings = new Ranking[queries.size()];
    Arrays.fill(rankings, Ranking.EMPTY);
    var open = new ArrayList<Integer>();
    for (int i = 0; i < queries.size(); i++) {
      if (queries.get(i) != null) {
        open.add(i);
      }
    }
    for (int limit = Math.min(depth + MARGIN, MAX_LIMIT); !open.isEmpty(); ) {
      var tied = new ArrayList<Integer>();
      int size = Math.clamp(MAX_HITS_A_CALL / limit, 1, MAX_QUERIES);
      for (int from = 0; from < open.size(); from += size) {
        var batch = open.subList(from, Math.min(from + size, open.size()));
        var found = fetch(batch.stream().<BaseVector>map(queries::get).toList(), limit);
        for (int i = 0; i < batch.size(); i++) {
          var ranking = Ranking.of(found.get(i));
          if (limit < MAX_LIMIT && cutsTie(ranking.hits(), limit)) {
            tied.add(batch.get(i));
          } else {
            rankings[batch.get(i)] = ranking.top(depth);
          }
        }
      }
      open = tied;
      limit = Math.min(4 * limit, MAX_LIMIT);
    }
    return new LegRankings(List.of(rankings), calls);
  }

  private List<List<Hit>> fetch(List<BaseVector> queries, int limit) {
    long start = System.nanoTime();
    var found = call.search(queries, limit);
    calls.add(new SearchCall(queries.size(), limit, Duration.ofNanos(System.nanoTime() - start)));
    if (found.size() != queries.size()) {
      throw new IllegalStateException(
          "Milvus answered %d of %d queries".formatted(found.size(), queries.size()));
    }
    return found;
  }

  private boolean cutsTie(List<Hit> hits, int limit) {
    return hits.size() == limit && hits.get(depth - 1).score() == hits.getLast().score();
  }
}
