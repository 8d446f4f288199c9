package dev.assay.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a person answers on standard input: single keys on a terminal that can, else the first
/// character of each line.
final class Keyboard implements AutoCloseable {
  private static final int ESCAPE = 0x1b;
  private static final File TERMINAL = new File("/dev/tty");

  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final @Nullable String settings;
  private final Thread restore = new Thread(this::restore);

  Keyboard() {
    settings = isTerminal() ? stty("-g") : null;
    if (settings != null) {
      Runtime.getRuntime().addShutdownHook(restore); // Ctrl-C must not leave the terminal mute
      stty("-icanon", "-echo", "min", "1");
    }
  }

  /// Whether a key is enough, without Enter.
  boolean singleKeys() {
    return settings != null;
  }

  private static boolean isTerminal() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/0"))
          .toString()
          .matches("/dev/(pts/|tty).*");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }

  /// The next key; `q` at the end of the input.
  char next() {
    try {
      if (settings != null) {
        int key = in.read();
        while (key == ESCAPE && in.ready()) { // arrows and the like are several characters
          in.skip(1);
        }
        return key < 0 ? 'q' : (char) key;
      }
      String line = in.readLine();
      return line == null ? 'q' : line.isBlank() ? ' ' : line.strip().charAt(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next key of some.
  ///
  /// @param wrong called for each other one
  char oneOf(String keys, Runnable wrong) {
    char key = next();
    while (keys.indexOf(key) < 0) {
      wrong.run();
      key = next();
    }
    return key;
  }

  /// What stty printed, or null where it failed.
  private static @Nullable String stty(String... words) {
    try {
      var command = new java.util.ArrayList<String>();
      command.add("stty");
      command.addAll(java.util.List.of(words));
      Process process = new ProcessBuilder(command).redirectInput(TERMINAL).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? out.strip() : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void restore() {
    if (settings != null) {
      stty(settings);
    }
  }

  @Override
  public void close() {
    if (settings != null) {
      restore();
      Runtime.getRuntime().removeShutdownHook(restore);
    }
  }
}
