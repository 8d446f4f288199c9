package dev.assay.milvus;

import dev.assay.AssayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Milvus Lite's native server as a child process on a free port of 127.0.0.1. It ends with
/// [#close], or with the JVM by a shutdown hook; after a `kill -9` of the JVM, the next start ends
/// it (see [Orphan]).
final class NativeServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final int KEPT_LINES = 50;
  private static final int KEPT_CHARACTERS = 500;

  private final Path data;
  private final Process process;
  private final int port;
  private final ArrayDeque<String> output = new ArrayDeque<>();
  private final Thread hook;

  private NativeServer(Path data, Process process, int port) {
    this.data = data;
    this.process = process;
    this.port = port;
    Thread.ofPlatform().daemon().name("milvus-output").start(this::keepOutput);
    hook = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Starts the engine and waits until its port answers.
  ///
  /// @param engine the folder of the `milvus` binary
  /// @param file the data file, absolute, in a folder whose [DataLock] the caller holds
  static NativeServer start(Path engine, Path file) {
    Path data = java.util.Objects.requireNonNull(file.getParent());
    Orphan.end(data, file);
    int port = freePort();
    var command = List.of(binary(engine).toString(), file.toString(), "127.0.0.1:" + port, "ERROR");
    var builder = new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH", "HOME", "LANG", "OMP_NUM_THREADS"));
    environment.put("TMPDIR", emptyLogFolder(data).toString()); // its logger writes there
    environment.put("LD_LIBRARY_PATH", engine.toString());
    environment.put("DYLD_LIBRARY_PATH", engine.toString());
    NativeServer server;
    try {
      server = new NativeServer(data, builder.start(), port);
    } catch (IOException e) {
      throw new AssayException(
          "cannot start the Milvus engine in %s: %s; delete the folder to have it fetched again"
              .formatted(engine, e.getMessage()),
          e);
    }
    try {
      Orphan.note(data, server.process.pid(), command);
      server.awaitPort();
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
    return port;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /// Calls `action` when the engine ends by itself.
  void onExit(Runnable action) {
    var _ = process.onExit().thenRun(action);
  }

  /// Why the engine is gone, with the last of its output; null while it runs.
  @Nullable String down() {
    if (process.isAlive()) {
      return null;
    }
    synchronized (output) {
      return "the embedded engine has ended with exit code %d%s; run the command again"
          .formatted(
              process.exitValue(),
              output.isEmpty() ? "" : ", its last words:\n  " + String.join("\n  ", output) + "\n");
    }
  }

  private void awaitPort() {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      String down = down();
      if (down != null) {
        throw new AssayException("Milvus Lite did not start: " + down);
      }
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline) {
          throw new AssayException(
              "Milvus Lite did not open its port within %d s; is the machine out of memory?"
                  .formatted(START.toSeconds()),
              notYet);
        }
      }
      try {
        process.waitFor(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssayException("interrupted while Milvus Lite started", e);
      }
    }
  }

  private void keepOutput() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line; (line = reader.readLine()) != null; ) {
        synchronized (output) {
          output.add(line.substring(0, Math.min(line.length(), KEPT_CHARACTERS)));
          if (output.size() > KEPT_LINES) {
            output.remove();
          }
        }
      }
    } catch (IOException e) {
      // The engine has ended; what it said is kept.
    }
  }

  /// Without links, as the operating system will name it when [Orphan] asks.
  private static Path binary(Path engine) {
    try {
      return engine.resolve("milvus").toRealPath();
    } catch (IOException e) {
      throw new AssayException("there is no Milvus engine in " + engine, e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending; the hook runs.
    }
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Orphan.forget(data);
  }
}
