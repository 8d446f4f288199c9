package dev.assay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A child process that serves a port of 127.0.0.1. Its last output is kept, to say why it ended.
/// It ends with [#close], or with the JVM by a shutdown hook.
public final class ChildServer implements AutoCloseable {
  private static final int KEPT_LINES = 50;
  private static final int KEPT_CHARACTERS = 500;

  private final String name;
  private final Process process;
  private final int port;
  private final ArrayDeque<String> output = new ArrayDeque<>();
  private final Thread reader;
  private final Thread hook;

  /// @param name what messages call it
  /// @param process started, with its errors redirected to its output
  public ChildServer(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.port = port;
    reader = Thread.ofPlatform().daemon().name("child-output").start(this::keepOutput);
    hook = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// A port of 127.0.0.1 that nobody has now.
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  public int port() {
    return port;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /// Calls `action` when the child ends by itself.
  public void onExit(Runnable action) {
    var _ = process.onExit().thenRun(action);
  }

  /// How the child ended ("has ended with exit code 1, …"), with the last of its output; null while
  /// it runs.
  public @Nullable String down() {
    if (process.isAlive()) {
      return null;
    }
    try {
      reader.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (output) {
      return "has ended with exit code %d%s"
          .formatted(
              process.exitValue(),
              output.isEmpty() ? "" : ", its last words:\n  " + String.join("\n  ", output) + "\n");
    }
  }

  /// The same, given some time to end.
  public @Nullable String downWithin(Duration patience) throws InterruptedException {
    process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    return down();
  }

  /// Waits until the port answers.
  ///
  /// @throws AssayException if the child ends before, or does not open it in time
  public void awaitPort(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      String down = down();
      if (down != null) {
        throw new AssayException("%s did not start: it %s".formatted(name, down));
      }
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > end) {
          throw new AssayException(
              "%s did not open its port within %d s; is the machine out of memory?"
                  .formatted(name, deadline.toSeconds()),
              notYet);
        }
      }
      try {
        process.waitFor(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssayException("interrupted while " + name + " started", e);
      }
    }
  }

  private void keepOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line; (line = lines.readLine()) != null; ) {
        synchronized (output) {
          output.add(line.substring(0, Math.min(line.length(), KEPT_CHARACTERS)));
          if (output.size() > KEPT_LINES) {
            output.remove();
          }
        }
      }
    } catch (IOException e) {
      // The child has ended; what it said is kept.
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
  }
}
