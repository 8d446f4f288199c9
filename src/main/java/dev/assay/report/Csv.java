package dev.assay.report;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Comma-separated values (RFC 4180) that no spreadsheet takes for a formula.
public final class Csv {
  private Csv() {}

  /// One line with its line end. Numbers are written in full; absent values are empty.
  public static String row(@Nullable Object... values) {
    return Arrays.stream(values).map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    String text = harmless(value.toString());
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /// Text that a spreadsheet would run gets a quotation mark in front, which it shows as text; so
  /// does text that looks guarded already, so that taking one off gives back what it was.
  private static String harmless(String text) {
    return text.matches("(?s)'*[=+@\\t\\r-].*") ? "'" + text : text;
  }
}
