package dev.assay.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a list of texts as Python or JSON writes it, which is what tools leave in a cell of a CSV
/// file: `['one', "two's"]`.
final class PythonList {
  private final String text;
  private int at = 1;

  private PythonList(String text) {
    this.text = text;
  }

  /// The texts; empty where it is no such list.
  static Optional<List<String>> parse(String text) {
    String list = text.strip();
    if (!list.startsWith("[") || !list.endsWith("]")) {
      return Optional.empty();
    }
    return new PythonList(list).items();
  }

  private Optional<List<String>> items() {
    var items = new ArrayList<String>();
    int end = text.length() - 1;
    while (true) {
      skip(" \t\r\n,");
      if (at >= end) {
        return Optional.of(items);
      }
      char quote = text.charAt(at);
      if (quote != '\'' && quote != '"') {
        return Optional.empty();
      }
      at++;
      var item = new StringBuilder();
      while (at < end && text.charAt(at) != quote) {
        item.append(character());
      }
      if (at >= end) {
        return Optional.empty();
      }
      at++;
      items.add(item.toString());
    }
  }

  private void skip(String characters) {
    while (at < text.length() - 1 && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private String character() {
    char c = text.charAt(at++);
    if (c != '\\' || at >= text.length() - 1) {
      return String.valueOf(c);
    }
    char escaped = text.charAt(at++);
    return switch (escaped) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'x' -> code(2);
      case 'u' -> code(4);
      case '\\', '\'', '"', '/' -> String.valueOf(escaped);
      default -> "\\" + escaped;
    };
  }

  private String code(int digits) {
    int end = at + digits;
    if (end >= text.length() || !text.substring(at, end).matches("\\p{XDigit}+")) {
      return "";
    }
    String code = String.valueOf((char) Integer.parseInt(text.substring(at, end), 16));
    at = end;
    return code;
  }
}
