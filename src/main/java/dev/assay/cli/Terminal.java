package dev.assay.cli;

import dev.assay.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The two streams: data goes to `out`, everything else to `err`.
final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private boolean quiet;
  private boolean plain;
  private boolean colour;

  /// @param interactive whether a person looks at `err`
  Terminal(PrintStream out, PrintStream err, boolean interactive) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.colour = interactive && colourWanted();
  }

  private static boolean colourWanted() {
    String never = System.getenv("NO_COLOR");
    return (never == null || never.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }

  /// Whether standard error is a terminal. The JDK only knows it of standard output; Linux says it
  /// of each stream.
  @SuppressWarnings("SystemConsoleNull") // NullAway holds it for nullable
  static boolean standardErrorIsTerminal() {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      var console = System.console();
      return console != null && console.isTerminal();
    }
  }

  void quiet() {
    quiet = true;
  }

  /// ASCII only, no colour, no progress bar.
  void plain() {
    plain = true;
    colour = false;
  }

  void noColour() {
    colour = false;
  }

  boolean isQuiet() {
    return quiet;
  }

  /// Whether a progress bar can be drawn.
  boolean drawsBars() {
    return interactive && !plain && !quiet && !"dumb".equals(System.getenv("TERM"));
  }

  PrintStream err() {
    return err;
  }

  PrintStream stream(boolean data) {
    return data ? out : err;
  }

  /// Data.
  void print(String text) {
    out.print(ascii(text));
    if (!text.endsWith("\n")) {
      out.println();
    }
    out.flush();
  }

  /// Data: one object.
  void json(Object value) {
    out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    out.flush();
  }

  /// Something to know, unless the user wants to hear nothing.
  void note(String text) {
    if (!quiet) {
      err.println(ascii(harmless(text)));
    }
  }

  /// What went wrong, always.
  void error(String text) {
    String shown = ascii(harmless(text));
    err.println(
        colour
            ? shown
                .replace("error:", "\u001b[31merror:\u001b[0m")
                .replace("warning:", "\u001b[33mwarning:\u001b[0m")
            : shown);
  }

  /// Messages quote files: without what would move a terminal's cursor, change its colours or turn
  /// its direction.
  private static String harmless(String text) {
    return text.replaceAll(
        "[\\p{Cntrl}&&[^\\n\\t]]|[\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]", " ");
  }

  private String ascii(String text) {
    return plain
        ? text.replace('·', '-').replace("…", "...").replace('—', '-').replace("±", "+-")
        : text;
  }
}
