package dev.assay.milvus;

import dev.assay.AssayException;
import dev.assay.ranking.Hit;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.utility.request.FlushReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.request.data.SparseFloatVec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A Milvus with collections of chunks: the embedded engine, or a server. Safe for many threads;
/// writes to it follow one another.
///
/// Every collection has the same fields: `id`, `document`, `start`, `end`, `text`, `dense` (FLAT,
/// COSINE) and `sparse` (SPARSE_INVERTED_INDEX, IP). Both indexes are exact, so that a rank depends
/// on the model and not on an index.
public final class Milvus implements AutoCloseable {
  private static final String DATA_FILE = "assay.db";
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int MAX_ROWS = 500;
  private static final int MAX_MESSAGE = 8 << 20;
  private static final int IDS_A_CALL = 1000;

  private final EngineInfo engine;
  private final MilvusClientV2 client;
  private final Rpc rpc;
  private final @Nullable Embedded embedded;
  private final AtomicLong searchCalls = new AtomicLong();
  private final Map<String, Integer> dimensions = new ConcurrentHashMap<>();

  private record Embedded(DataLock lock, NativeServer server) {}

  private Milvus(EngineInfo engine, MilvusClientV2 client, Rpc rpc, @Nullable Embedded embedded) {
    this.engine = engine;
    this.client = client;
    this.rpc = rpc;
    this.embedded = embedded;
  }

  /// Starts the embedded engine on a data folder, which is made where it is missing and belongs to
  /// this object until it is closed.
  ///
  /// @param engine from [EngineFolder#find]
  /// @throws AssayException if the folder is in use, or the engine does not start within 30 s
  public static Milvus embedded(Path engine, Path data) {
    Path folder = realFolder(data);
    DataLock lock = DataLock.take(folder);
    NativeServer server = null;
    MilvusClientV2 client = null;
    try {
      Path file = folder.resolve(DATA_FILE);
      server = NativeServer.start(engine, file);
      var rpc = new Rpc("embedded, " + file, "run the command again", server::down);
      String uri = "http://127.0.0.1:" + server.port();
      client = rpc.once("connect", () -> client(uri, null, DEADLINE));
      var milvus =
          new Milvus(
              new EngineInfo("milvus-lite", EngineFolder.VERSION),
              client,
              rpc,
              new Embedded(lock, server));
      server.onExit(client::close); // a call in flight fails at once and not at its deadline
      Identity.prove(file, milvus::exists, milvus::createEmpty);
      return milvus;
    } catch (RuntimeException e) {
      closeAll(client, server, lock);
      throw e;
    }
  }

  /// Ends the engine that a killed process left on a data folder. Nothing happens where there is
  /// none, or where a living process uses the folder.
  public static void endOrphan(Path data) {
    if (!Files.isDirectory(data)) {
      return;
    }
    Path folder = realFolder(data);
    try (var _ = DataLock.take(folder)) {
      Orphan.end(folder, folder.resolve(DATA_FILE));
    } catch (AssayException inUse) {
      // Whoever starts the engine there next is told.
    }
  }

  /// Connects to a server: Milvus 2.4 or newer, standalone or distributed, or Zilliz Cloud.
  ///
  /// @param uri such as `http://127.0.0.1:19530`
  /// @param token `user:password` or a key; null where the server wants none
  public static Milvus connect(String uri, @Nullable String token) {
    return connect(uri, token, DEADLINE);
  }

  static Milvus connect(String uri, @Nullable String token, Duration deadline) {
    var rpc = new Rpc(uri, "check milvus.uri and that the server runs", () -> null);
    var client = rpc.once("connect", () -> client(uri, token, deadline));
    try {
      var version = ServerVersion.ask(client, rpc);
      return new Milvus(version, client, rpc, null);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static MilvusClientV2 client(String uri, @Nullable String token, Duration deadline) {
    var config =
        ConnectConfig.builder()
            .uri(uri)
            .connectTimeoutMs(deadline.toMillis())
            .rpcDeadlineMs(deadline.toMillis())
            // The default of 10 s is answered with GOAWAY too_many_pings; servers allow 5 minutes.
            .keepAliveTimeMs(Duration.ofMinutes(6).toMillis())
            .keepAliveWithoutCalls(false);
    if (token != null) {
      config.token(token);
    }
    var client = new MilvusClientV2(config.build());
    client.retryConfig(RetryConfig.builder().maxRetryTimes(1).build()); // Rpc retries
    return client;
  }

  public EngineInfo engine() {
    return engine;
  }

  /// The search requests sent since the start.
  public long searchCalls() {
    return searchCalls.get();
  }

  /// The child process, or null where the engine is not embedded.
  @Nullable ProcessHandle process() {
    return embedded == null ? null : embedded.server().handle();
  }

  /// Makes a collection for vectors of this many dimensions.
  public synchronized void create(String name, int dimensions) {
    Checks.name(name);
    if (name.startsWith(Identity.PREFIX)) {
      throw new IllegalArgumentException("'" + name + "': that prefix is reserved");
    }
    if (dimensions < 1 || dimensions > 32_768) {
      throw new IllegalArgumentException(
          "dimensions must be between 1 and 32768, got " + dimensions);
    }
    var request = Schema.chunks(name, dimensions);
    run("create the collection '" + name + "'", () -> client.createCollection(request));
  }

  private void createEmpty(String name) {
    var request = Schema.empty(name);
    rpc.idempotent(
        "create its identity",
        () -> {
          if (!exists(name)) {
            client.createCollection(request);
          }
          return true;
        });
  }

  public boolean exists(String name) {
    var request = HasCollectionReq.builder().collectionName(Checks.name(name)).build();
    return rpc.idempotent("look for '" + name + "'", () -> client.hasCollection(request));
  }

  /// The names of all collections, in order.
  public List<String> collections() {
    return rpc
        .idempotent("list its collections", () -> client.listCollections().getCollectionNames())
        .stream()
        .filter(name -> !name.startsWith(Identity.PREFIX))
        .sorted()
        .toList();
  }

  /// Drops a collection; nothing happens where there is none.
  public synchronized void drop(String name) {
    var request = DropCollectionReq.builder().collectionName(Checks.name(name)).build();
    dimensions.remove(name);
    if (exists(name)) {
      run("drop '" + name + "'", () -> client.dropCollection(request));
    }
  }

  /// Writes rows, replacing those with the same id. When it returns, they survive a crash of the
  /// server. Rows of one call must have different ids.
  public synchronized void upsert(String name, List<Row> rows) {
    int expected = dimensions(name);
    var ids = new java.util.HashSet<String>();
    for (var row : rows) {
      Checks.dimensions("chunk '" + row.id() + "'", row.dense(), expected);
      if (!ids.add(row.id())) {
        throw new IllegalArgumentException("chunk '" + row.id() + "' stands twice in one upsert");
      }
    }
    for (int from = 0; from < rows.size(); ) {
      int to = from;
      for (int bytes = 0; to < rows.size() && to - from < MAX_ROWS; to++) {
        bytes += rows.get(to).size();
        if (bytes > MAX_MESSAGE && to > from) {
          break;
        }
      }
      var batch = rows.subList(from, to);
      var request =
          UpsertReq.builder()
              .collectionName(name)
              .data(batch.stream().map(Row::json).toList())
              .build();
      long written =
          rpc.idempotent(
              "write %d chunks to '%s'".formatted(batch.size(), name),
              () -> client.upsert(request).getUpsertCnt());
      if (written != batch.size()) {
        throw new AssayException(
            "Milvus (%s) wrote %d of %d chunks to '%s'; drop the collection and run again"
                .formatted(rpc.where(), written, batch.size(), name));
      }
      from = to;
    }
  }

  /// Makes a collection ready for searches, as after every start of the engine, with all rows
  /// written so far behind its indexes.
  ///
  /// @return how many rows it has
  public synchronized long load(String name) {
    Checks.name(name);
    var flush = FlushReq.builder().collectionNames(List.of(name)).build();
    var indexes = CreateIndexReq.builder().collectionName(name).indexParams(Schema.INDEXES).build();
    var request = LoadCollectionReq.builder().collectionName(name).build();
    rpc.idempotent(
        "load '" + name + "'",
        () -> {
          client.flush(flush); // a server searches rows that wait for their index approximately
          client.createIndex(indexes); // none is new, unless create was cut off; waits for all
          client.loadCollection(request);
          return true;
        });
    return count(name);
  }

  /// How many rows a loaded collection has.
  public long count(String name) {
    var request =
        QueryReq.builder()
            .collectionName(Checks.name(name))
            .filter("")
            .outputFields(List.of("count(*)"))
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    return rpc.idempotent(
        "count '" + name + "'",
        () ->
            (Long) client.query(request).getQueryResults().getFirst().getEntity().get("count(*)"));
  }

  /// Which of these ids a loaded collection has.
  public Set<String> present(String name, Collection<String> ids) {
    var all = List.copyOf(ids);
    var found = new TreeSet<String>();
    for (int from = 0; from < all.size(); from += IDS_A_CALL) {
      var request =
          QueryReq.builder()
              .collectionName(Checks.name(name))
              .ids(
                  all.subList(from, Math.min(from + IDS_A_CALL, all.size())).stream()
                      .<Object>map(PrimaryKey::encode)
                      .toList())
              .outputFields(List.of("id"))
              .consistencyLevel(ConsistencyLevel.STRONG)
              .build();
      var answer =
          rpc.idempotent(
              "read ids of '" + name + "'", () -> client.query(request).getQueryResults());
      found.addAll(
          answer.stream()
              .map(result -> PrimaryKey.decode(String.valueOf(result.getEntity().get("id"))))
              .collect(Collectors.toSet()));
    }
    return found;
  }

  /// The dense leg: per query the `depth` chunks of highest cosine.
  ///
  /// @param queries of the collection's dimensions, finite, not zero
  /// @param depth from 1 to 16,384
  public LegRankings dense(String name, List<float[]> queries, int depth) {
    int expected = dimensions(name);
    var vectors = new ArrayList<@Nullable BaseVector>(queries.size());
    for (int i = 0; i < queries.size(); i++) {
      Checks.dimensions("query " + i, queries.get(i), expected);
      Checks.dense("query " + i, queries.get(i));
      vectors.add(new FloatVec(queries.get(i)));
    }
    return new Search((batch, limit) -> search(name, "dense", batch, limit), depth).rank(vectors);
  }

  /// The sparse leg: per query the `depth` chunks of highest inner product, only those that share a
  /// term with it. An empty query finds nothing and is not sent.
  ///
  /// @param queries term id to weight above 0
  /// @param depth from 1 to 16,384
  public LegRankings sparse(String name, List<SortedMap<Long, Float>> queries, int depth) {
    Checks.name(name);
    var vectors = new ArrayList<@Nullable BaseVector>(queries.size());
    for (int i = 0; i < queries.size(); i++) {
      Checks.sparse("query " + i, queries.get(i));
      vectors.add(queries.get(i).isEmpty() ? null : new SparseFloatVec(queries.get(i)));
    }
    return new Search((batch, limit) -> search(name, "sparse", batch, limit), depth).rank(vectors);
  }

  private List<List<Hit>> search(String name, String field, List<BaseVector> batch, int limit) {
    var request =
        SearchReq.builder()
            .collectionName(name)
            .annsField(field)
            .data(batch)
            .limit(limit)
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    searchCalls.incrementAndGet();
    return rpc
        .idempotent(
            "search the %s leg of '%s'".formatted(field, name),
            () -> client.search(request).getSearchResults())
        .stream()
        .map(results ->
            results.stream()
                .map(result ->
                    new Hit(PrimaryKey.decode((String) result.getId()), result.getScore()))
                .toList())
        .toList();
  }

  private int dimensions(String name) {
    Checks.name(name);
    Integer known = dimensions.get(name);
    if (known != null) {
      return known;
    }
    if (!exists(name)) {
      throw new AssayException(
          "Milvus (%s) has no collection '%s'; run the experiment to make it"
              .formatted(rpc.where(), name));
    }
    var request = DescribeCollectionReq.builder().collectionName(name).build();
    int found =
        rpc.idempotent(
            "describe '" + name + "'",
            () ->
                client
                    .describeCollection(request)
                    .getCollectionSchema()
                    .getField("dense")
                    .getDimension());
    dimensions.put(name, found);
    return found;
  }

  private void run(String what, Runnable call) {
    rpc.once(
        what,
        () -> {
          call.run();
          return true;
        });
  }

  private static Path realFolder(Path data) {
    try {
      return Files.createDirectories(data).toRealPath();
    } catch (IOException e) {
      throw new AssayException(
          "cannot make the data folder %s: %s".formatted(data, e.getMessage()), e);
    }
  }

  /// Ends the connection and, where it is embedded, the engine.
  @Override
  public void close() {
    if (embedded == null) {
      client.close();
    } else {
      closeAll(client, embedded.server(), embedded.lock());
    }
  }

  private static void closeAll(
      @Nullable MilvusClientV2 client, @Nullable NativeServer server, DataLock lock) {
    try (lock) {
      if (client != null) {
        client.close();
      }
      if (server != null) {
        server.close();
      }
    }
  }
}
