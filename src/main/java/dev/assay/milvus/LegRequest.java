package dev.assay.milvus;

import dev.assay.ranking.Hit;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.request.data.SparseFloatVec;
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
      Checks.sparse("query " + i, queries.get(i));
      vectors.add(queries.get(i).isEmpty() ? null : new SparseFloatVec(queries.get(i)));
    }
    return vectors;
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
    return connection
        .rpc()
        .idempotent(
            "search the %s leg of '%s'".formatted(field, collection),
            () -> connection.client().search(request).getSearchResults())
        .stream()
        .map(results ->
            results.stream()
                .map(result ->
                    new Hit(PrimaryKey.decode((String) result.getId()), result.getScore()))
                .toList())
        .toList();
  }
}
