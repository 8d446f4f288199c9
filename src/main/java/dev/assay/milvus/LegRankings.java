package dev.assay.milvus;

import dev.assay.ranking.Ranking;
import java.util.List;

/// One leg of many queries.
///
/// @param rankings one per query, in the order of the queries
/// @param calls the requests it took; none where every query was empty
public record LegRankings(List<Ranking> rankings, List<SearchCall> calls) {
  public LegRankings {
    rankings = List.copyOf(rankings);
    calls = List.copyOf(calls);
  }
}
