package dev.assay;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing wrong with one place of a file the user wrote.
///
/// @param file the file as the user named it
/// @param line from 1; 0 where the problem concerns the whole file
/// @param column from 1; 0 where the problem concerns the whole line
/// @param severity an error stops the command, a warning does not
/// @param message what is wrong, with the value that is wrong
/// @param suggestion the next step, or null where none is known
public record Problem(
    String file,
    int line,
    int column,
    Severity severity,
    String message,
    @Nullable String suggestion) {

  /// Whether a command can go on.
  public enum Severity {
    ERROR,
    WARNING
  }

  public Problem {
    Objects.requireNonNull(file);
    Objects.requireNonNull(message);
  }

  public static Problem error(
      String file, int line, int column, String message, @Nullable String suggestion) {
    return new Problem(file, line, column, Severity.ERROR, message, suggestion);
  }

  public static Problem warning(
      String file, int line, int column, String message, @Nullable String suggestion) {
    return new Problem(file, line, column, Severity.WARNING, message, suggestion);
  }

  /// `assay.yaml:14:30: error: unknown kind 'Markdwn'; did you mean 'Markdown'?`
  @Override
  public String toString() {
    var place = new StringBuilder(file);
    if (line > 0) {
      place.append(':').append(line);
      if (column > 0) {
        place.append(':').append(column);
      }
    }
    var text = place + ": " + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message;
    return suggestion == null ? text : text + "; " + suggestion;
  }
}
