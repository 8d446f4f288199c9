package dev.assay.milvus;

import dev.assay.AssayException;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Milvus with collections of chunks: the embedded engine, or a server. Safe for many threads;
/// writes to it follow one another.
public final class Milvus implements AutoCloseable {
  private static final String DATA_FILE = "assay.db";

  private final EngineInfo engine;
  private final Connection connection;
  private final @Nullable Embedded embedded;

  private record Embedded(DataLock lock, NativeServer server) {}

  private Milvus(EngineInfo engine, Connection connection, @Nullable Embedded embedded) {
    this.engine = engine;
    this.connection = connection;
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
    Connection connection = null;
    try {
      Path file = folder.resolve(DATA_FILE);
      server = NativeServer.start(engine, file);
      var rpc = new Rpc("embedded, " + file, "run the command again", server::down);
      String uri = "http://127.0.0.1:" + server.port();
      connection = Connection.open(uri, null, Connection.DEADLINE, rpc);
      var milvus =
          new Milvus(
              new EngineInfo("milvus-lite", EngineFolder.VERSION),
              connection,
              new Embedded(lock, server));
      server.onExit(connection::close); // a call in flight fails at once and not at its deadline
      Identity.prove(file, milvus::exists, milvus::createEmpty);
      return milvus;
    } catch (RuntimeException e) {
      closeAll(connection, server, lock);
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
    return connect(uri, token, Connection.DEADLINE);
  }

  static Milvus connect(String uri, @Nullable String token, Duration deadline) {
    var rpc = new Rpc(uri, "check milvus.uri and that the server runs", () -> null);
    var connection = Connection.open(uri, token, deadline, rpc);
    try {
      return new Milvus(ServerVersion.ask(connection.client(), rpc), connection, null);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  public EngineInfo engine() {
    return engine;
  }

  /// The search requests sent since the start.
  public long searchCalls() {
    return connection.searchCalls().get();
  }

  /// The child process, or null where the engine is not embedded.
  @Nullable ProcessHandle process() {
    return embedded == null ? null : embedded.server().handle();
  }

  /// Makes a collection for vectors of this many dimensions, with an exact index.
  public ChunkCollection create(String name, int dimensions) {
    return create(name, dimensions, new DenseIndex.Flat());
  }

  /// Makes a collection with an index of its dense vectors.
  ///
  /// @throws AssayException if the engine has no such index; nothing else is made instead
  public ChunkCollection create(String name, int dimensions, DenseIndex dense) {
    Checks.name(name);
    if (name.startsWith(Identity.PREFIX)) {
      throw new IllegalArgumentException("'" + name + "': that prefix is reserved");
    }
    if (dimensions < 1 || dimensions > 32_768) {
      throw new IllegalArgumentException(
          "dimensions must be between 1 and 32768, got " + dimensions);
    }
    if (embedded != null && dense instanceof DenseIndex.Hnsw) {
      throw new AssayException(
          "%s %s has no %s index, only FLAT and IVF_FLAT; measure it on a Milvus server"
              .formatted(engine.name(), engine.version(), dense.type()));
    }
    var request = Schema.chunks(name, dimensions, dense);
    synchronized (connection) {
      connection.run(
          "create the collection '" + name + "'",
          () -> connection.client().createCollection(request));
    }
    return collection(name, dense);
  }

  /// A collection that was made earlier with an exact index. Nothing is asked of the server before
  /// it is used.
  public ChunkCollection collection(String name) {
    return collection(name, new DenseIndex.Flat());
  }

  /// A collection that was made earlier with this index.
  public ChunkCollection collection(String name, DenseIndex dense) {
    return new ChunkCollection(connection, Checks.name(name), dense);
  }

  private void createEmpty(String name) {
    var request = Schema.empty(name);
    connection
        .rpc()
        .idempotent(
            "create its identity",
            () -> {
              if (!exists(name)) {
                connection.client().createCollection(request);
              }
              return true;
            });
  }

  public boolean exists(String name) {
    var request = HasCollectionReq.builder().collectionName(Checks.name(name)).build();
    return connection
        .rpc()
        .idempotent("look for '" + name + "'", () -> connection.client().hasCollection(request));
  }

  /// The names of all collections, in order.
  public List<String> collections() {
    return connection
        .rpc()
        .idempotent(
            "list its collections",
            () -> connection.client().listCollections().getCollectionNames())
        .stream()
        .filter(name -> !name.startsWith(Identity.PREFIX))
        .sorted()
        .toList();
  }

  /// Drops a collection; nothing happens where there is none.
  public void drop(String name) {
    var request = DropCollectionReq.builder().collectionName(Checks.name(name)).build();
    synchronized (connection) {
      if (exists(name)) {
        connection.run("drop '" + name + "'", () -> connection.client().dropCollection(request));
      }
    }
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
      connection.close();
    } else {
      closeAll(connection, embedded.server(), embedded.lock());
    }
  }

  private static void closeAll(
      @Nullable Connection connection, @Nullable NativeServer server, DataLock lock) {
    try (lock) {
      if (connection != null) {
        connection.close();
      }
      if (server != null) {
        server.close();
      }
    }
  }
}
