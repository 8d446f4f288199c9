package dev.assay.milvus;

import dev.assay.AssayException;
import dev.assay.ranking.Ranking;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.collection.request.ReleaseCollectionReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.index.request.DescribeIndexReq;
import io.milvus.v2.service.utility.request.FlushReq;
import io.milvus.v2.service.vector.request.AnnSearchReq;
import io.milvus.v2.service.vector.request.HybridSearchReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One collection of chunks: its rows, and the two legs that are searched in it. Safe for many
/// threads.
///
/// Every collection has the same fields: `id`, `document`, `start`, `end`, `text`, `dense` (COSINE)
/// and `sparse` (SPARSE_INVERTED_INDEX, IP). The sparse index is exact, and so is the dense one
/// (FLAT) unless it is the index that is measured, so that a rank depends on the model and not on
/// an index.
public final class ChunkCollection {
  private static final int IDS_A_CALL = 1000;

  private final Connection connection;
  private final String name;
  private final DenseIndex dense;
  private volatile @Nullable Integer dimensions;

  ChunkCollection(Connection connection, String name, DenseIndex dense) {
    this.connection = connection;
    this.name = name;
    this.dense = dense;
  }

  /// Writes rows, replacing those with the same id. When it returns, they survive a crash of the
  /// server. Rows of one call must have different ids.
  public void upsert(List<Row> rows) {
    synchronized (connection) {
      for (List<Row> batch : Batches.of(rows, dimensions())) {
        var request =
            UpsertReq.builder()
                .collectionName(name)
                .data(batch.stream().map(Row::json).toList())
                .build();
        long written =
            idempotent(
                "write %d chunks to '%s'".formatted(batch.size(), name),
                () -> connection.client().upsert(request).getUpsertCnt());
        if (written != batch.size()) {
          throw new AssayException(
              "Milvus (%s) wrote %d of %d chunks to '%s'; drop the collection and run again"
                  .formatted(connection.rpc().where(), written, batch.size(), name));
        }
      }
    }
  }

  /// Makes the collection ready for searches, as after every start of the engine, with all rows
  /// written so far behind its indexes.
  ///
  /// @return how many rows it has
  /// @throws AssayException if the engine says that the dense vectors have another index
  public long load() {
    var client = connection.client();
    var flush = FlushReq.builder().collectionNames(List.of(name)).build();
    var indexes =
        CreateIndexReq.builder().collectionName(name).indexParams(Schema.indexes(dense)).build();
    var request = LoadCollectionReq.builder().collectionName(name).build();
    var release = ReleaseCollectionReq.builder().collectionName(name).build();
    synchronized (connection) {
      idempotent(
          "load '" + name + "'",
          () -> {
            client.flush(flush); // a server searches rows that wait for their index approximately
            index(indexes); // none is new, unless create was cut off; waits for all
            if (!(dense instanceof DenseIndex.Flat)) {
              // What is loaded already may go on without its index for a while.
              client.releaseCollection(release);
            }
            client.loadCollection(request);
            return true;
          });
    }
    verifyIndex();
    return count();
  }

  private void index(CreateIndexReq indexes) {
    try {
      connection.client().createIndex(indexes);
    } catch (MilvusClientException refused) {
      // Milvus Lite 3 refuses to make the same index again, and has none to wait for.
      if (!String.valueOf(refused.getMessage()).contains("index already exists")) {
        throw refused;
      }
    }
  }

  private void verifyIndex() {
    var request = DescribeIndexReq.builder().collectionName(name).fieldName("dense").build();
    String found =
        idempotent(
            "describe the index of '" + name + "'",
            () ->
                connection
                    .client()
                    .describeIndex(request)
                    .getIndexDescByFieldName("dense")
                    .getIndexType()
                    .getName());
    if (!found.equals(dense.type())) {
      throw new AssayException(
          "Milvus (%s) made the index %s of '%s' where %s was asked for"
              .formatted(connection.rpc().where(), found, name, dense));
    }
  }

  /// How many rows it has, once loaded.
  public long count() {
    var request =
        QueryReq.builder()
            .collectionName(name)
            .filter("")
            .outputFields(List.of("count(*)"))
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    return idempotent(
        "count '" + name + "'",
        () ->
            (Long)
                connection
                    .client()
                    .query(request)
                    .getQueryResults()
                    .getFirst()
                    .getEntity()
                    .get("count(*)"));
  }

  /// Which of these ids it has, once loaded.
  public Set<String> present(Collection<String> ids) {
    var all = List.copyOf(ids);
    var found = new TreeSet<String>();
    for (int from = 0; from < all.size(); from += IDS_A_CALL) {
      var request =
          QueryReq.builder()
              .collectionName(name)
              .ids(
                  all.subList(from, Math.min(from + IDS_A_CALL, all.size())).stream()
                      .<Object>map(PrimaryKey::encode)
                      .toList())
              .outputFields(List.of("id"))
              .consistencyLevel(ConsistencyLevel.STRONG)
              .build();
      idempotent(
              "read ids of '" + name + "'",
              () -> connection.client().query(request).getQueryResults())
          .stream()
          .map(result -> PrimaryKey.decode(String.valueOf(result.getEntity().get("id"))))
          .forEach(found::add);
    }
    return found;
  }

  /// The dense leg: per query the `depth` chunks of highest cosine.
  ///
  /// @param queries of the collection's dimensions, finite, not zero
  /// @param depth from 1 to 16,384
  public LegRankings dense(List<float[]> queries, int depth) {
    return dense(queries, depth, new Effort.Exhaustive());
  }

  /// The dense leg as far as the effort finds it.
  ///
  /// @param effort one that belongs to the collection's index; an exhaustive search of an
  ///   approximate index is left to the engine's defaults
  public LegRankings dense(List<float[]> queries, int depth, Effort effort) {
    var request = new LegRequest(connection, name, "dense", effort);
    return new Search(request::send, depth).rank(LegRequest.dense(queries, dimensions()));
  }

  /// The sparse leg: per query the `depth` chunks of highest inner product, only those that share a
  /// term with it. An empty query finds nothing and is not sent.
  ///
  /// @param queries term id to weight above 0
  /// @param depth from 1 to 16,384
  public LegRankings sparse(List<SortedMap<Long, Float>> queries, int depth) {
    var request = new LegRequest(connection, name, "sparse", new Effort.Exhaustive());
    return new Search(request::send, depth).rank(LegRequest.sparse(queries));
  }

  /// Both legs searched and fused by Milvus itself: the best hits by its fused scores, as 32-bit
  /// numbers, equal ones ordered by id. Legs are cut where Milvus cuts them, so equal scores at the
  /// cut are arbitrary.
  ///
  /// One question a call: with more, Milvus Lite 2.5.1 counts the ranks of reciprocal rank fusion
  /// on from one question to the next.
  ///
  /// @param dense of the collection's dimensions, finite, not zero
  /// @param sparse term id to weight above 0, at least one
  /// @param depth hits of each leg that are fused
  /// @param limit hits returned, from 1 to 16,384
  public Ranking hybrid(
      float[] dense, SortedMap<Long, Float> sparse, HybridRanker ranker, int depth, int limit) {
    if (sparse.isEmpty()) {
      throw new IllegalArgumentException("a hybrid search needs at least one term");
    }
    var request =
        HybridSearchReq.builder()
            .collectionName(name)
            .searchRequests(
                List.of(
                    leg("dense", LegRequest.dense(List.of(dense), dimensions()), depth),
                    leg("sparse", List.of(LegRequest.sparse("the query", sparse)), depth)))
            .ranker(HybridRanker.function(ranker))
            .limit(limit)
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    connection.searchCalls().incrementAndGet();
    return Ranking.of(
        LegRequest.hits(
                idempotent(
                        "search both legs of '" + name + "'",
                        () -> connection.client().hybridSearch(request))
                    .getSearchResults())
            .getFirst());
  }

  private static AnnSearchReq leg(String field, List<BaseVector> query, int depth) {
    return AnnSearchReq.builder()
        .vectorFieldName(field)
        .vectors(query)
        .limit(depth)
        .params("{}")
        .build();
  }

  private int dimensions() {
    Integer known = dimensions;
    if (known != null) {
      return known;
    }
    var has = HasCollectionReq.builder().collectionName(name).build();
    if (!idempotent("look for '" + name + "'", () -> connection.client().hasCollection(has))) {
      throw new AssayException(
          "Milvus (%s) has no collection '%s'; run the experiment to make it"
              .formatted(connection.rpc().where(), name));
    }
    var request = DescribeCollectionReq.builder().collectionName(name).build();
    int found =
        idempotent(
            "describe '" + name + "'",
            () ->
                connection
                    .client()
                    .describeCollection(request)
                    .getCollectionSchema()
                    .getField("dense")
                    .getDimension());
    dimensions = found;
    return found;
  }

  private <T> T idempotent(String what, Supplier<T> call) {
    return connection.rpc().idempotent(what, call);
  }
}
