package dev.assay.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/// Says a last word when Ctrl-C ends the process while something runs. The exit code 130 is the
/// JVM's own.
final class Interruption implements AutoCloseable {
  private static final AtomicBoolean HAPPENED = new AtomicBoolean();

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /// @param message what to print if the process is asked to end before this is closed
  static Interruption says(Terminal terminal, String message) {
    var hook =
        new Thread(() -> {
          HAPPENED.set(true);
          terminal.error(message);
        });
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /// Whether the process is ending, so that failures are only its consequence.
  static boolean happened() {
    return HAPPENED.get();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // already ending
    }
  }
}
