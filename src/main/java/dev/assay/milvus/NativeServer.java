package dev.assay.milvus;

import dev.assay.AssayException;
import dev.assay.ChildServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Milvus Lite's native server as a child process on a free port of 127.0.0.1. It ends with
/// [#close], or with the JVM; after a `kill -9` of the JVM, the next start ends it (see [Orphan]).
final class NativeServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Path data;
  private final ChildServer child;

  private NativeServer(Path data, ChildServer child) {
    this.data = data;
    this.child = child;
  }

  /// Starts the engine and waits until its port answers.
  ///
  /// @param engine the folder of the `milvus` binary
  /// @param file the data file, absolute, in a folder whose [DataLock] the caller holds
  static NativeServer start(Path engine, Path file) {
    Path data = java.util.Objects.requireNonNull(file.getParent());
    Orphan.end(data, file);
    int port = ChildServer.freePort();
    var command = List.of(binary(engine).toString(), file.toString(), "127.0.0.1:" + port, "ERROR");
    var builder = new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "HOME", "LANG", "OMP_NUM_THREADS"));
    environment.put("TMPDIR", emptyLogFolder(data).toString()); // its logger writes there
    environment.put("LD_LIBRARY_PATH", engine.toString());
    environment.put("DYLD_LIBRARY_PATH", engine.toString());
    NativeServer server;
    try {
      server =
          new NativeServer(data, new ChildServer("the embedded engine", builder.start(), port));
    } catch (IOException e) {
      throw new AssayException(
          "cannot start the Milvus engine in %s: %s; delete the folder to have it fetched again"
              .formatted(engine, e.getMessage()),
          e);
    }
    try {
      Orphan.note(data, server.handle().pid(), command);
      server.child.awaitPort(START);
      return server;
    } catch (IOException e) {
      server.close();
      throw new AssayException("cannot write to %s: %s".formatted(data, e.getMessage()), e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// The engine's own log of this start; that of the last one is removed.
  private static Path emptyLogFolder(Path data) {
    Path folder = data.resolve("log");
    try {
      Files.createDirectories(folder);
      try (var old = Files.list(folder)) {
        for (Path file : old.toList()) {
          Files.deleteIfExists(file);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new AssayException("cannot write to %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  int port() {
    return child.port();
  }

  ProcessHandle handle() {
    return child.handle();
  }

  /// Calls `action` when the engine ends by itself.
  void onExit(Runnable action) {
    child.onExit(action);
  }

  /// Why the engine is gone, with the last of its output; null while it runs.
  @Nullable String down() {
    String down = child.down();
    return down == null ? null : "the embedded engine " + down + "; run the command again";
  }

  /// Without links, as the operating system will name it when [Orphan] asks.
  private static Path binary(Path engine) {
    try {
      return engine.resolve("milvus").toRealPath();
    } catch (IOException e) {
      throw new AssayException("there is no Milvus engine in " + engine, e);
    }
  }

  @Override
  public void close() {
    child.close();
    Orphan.forget(data);
  }
}
