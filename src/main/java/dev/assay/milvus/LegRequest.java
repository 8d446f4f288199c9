package dev.assay.milvus;

import dev.assay.ranking.Hit;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.request.data.SparseFloatVec;
import io.milvus.v2.service.vector.response.SearchResp;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The search of one field, as a request to Milvus.
record LegRequest(Connection connection, String collection, String field, Effort effort) {

  /// Checked query vectors.
  static List<BaseVector> dense(List<float[]> queries, int dimensions) {
    var vectors = new ArrayList<BaseVector>(queries.size());
    for (int i = 0; i < queries.size(); i++) {
      Checks.dimensions("query " + i, queries.get(i), dimensions);
      Checks.dense("query " + i, queries.get(i));
      vectors.add(new FloatVec(queries.get(i)));
    }
    return vectors;
  }

  /// Checked query vectors; null for an empty one, which is not sent.
  static List<@Nullable BaseVector> sparse(List<SortedMap<Long, Float>> queries) {
    var vectors = new ArrayList<@Nullable BaseVector>(queries.size());
    for (int i = 0; i < queries.size(); i++) {
      vectors.add(queries.get(i).isEmpty() ? null : sparse("query " + i, queries.get(i)));
    }
    return vectors;
  }

  static BaseVector sparse(String owner, SortedMap<Long, Float> query) {
    Checks.sparse(owner, query);
    return new SparseFloatVec(query);
  }

  List<List<Hit>> send(List<BaseVector> queries, int limit) {
    var request =
        SearchReq.builder()
            .collectionName(collection)
            .annsField(field)
            .data(queries)
            .limit(Math.min(limit, effort.limit()))
            .searchParams(effort.parameters())
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    connection.searchCalls().incrementAndGet();
    return hits(
        connection
            .rpc()
            .idempotent(
                "search the %s leg of '%s'".formatted(field, collection),
                () -> connection.client().search(request).getSearchResults()));
  }

  /// The hits of each query.
  static List<List<Hit>> hits(List<List<SearchResp.SearchResult>> results) {
    return results.stream()
        .map(ofQuery ->
            ofQuery.stream()
                .map(result ->
                    new Hit(PrimaryKey.decode((String) result.getId()), result.getScore()))
                .toList())
        .toList();
  }
}
