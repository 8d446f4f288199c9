package dev.assay.answers;

import dev.assay.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads a value as Python or JSON writes it, which is what tools leave in a cell of a CSV file:
/// `['one', "two's"]`, `{'score': 1.0, 'label': None}`.
final class PythonLiteral {
  private static final int DEEPEST = 50;
  private static final JsonNodeFactory NODES = Json.MAPPER.getNodeFactory();

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /// The list or dictionary; empty where it is none. Not a number is null.
  static Optional<JsonNode> parse(String text) {
    String literal = text.strip();
    if (!literal.startsWith("[") && !literal.startsWith("{")) {
      return Optional.empty();
    }
    var reading = new PythonLiteral(literal);
    try {
      JsonNode value = reading.value(0);
      reading.skip();
      return reading.at == literal.length() ? Optional.of(value) : Optional.empty();
    } catch (NotOne e) {
      return Optional.empty();
    }
  }

  /// The text is no literal.
  private static final class NotOne extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private JsonNode value(int depth) {
    skip();
    char c = next();
    return switch (c) {
      case '[', '(' -> list(c == '[' ? ']' : ')', depth);
      case '{' -> dictionary(depth);
      case '\'', '"' -> NODES.stringNode(string(c));
      default -> word(c);
    };
  }

  private JsonNode list(char end, int depth) {
    var list = NODES.arrayNode();
    while (!ends(end)) {
      list.add(value(deeper(depth)));
    }
    return list;
  }

  private JsonNode dictionary(int depth) {
    var dictionary = NODES.objectNode();
    while (!ends('}')) {
      String key = value(deeper(depth)).asString();
      skip();
      if (next() != ':') {
        throw new NotOne();
      }
      dictionary.set(key, value(depth + 1));
    }
    return dictionary;
  }

  private static int deeper(int depth) {
    if (depth >= DEEPEST) {
      throw new NotOne();
    }
    return depth + 1;
  }

  /// Whether the list ends here; its end is taken then, else the comma before the next item.
  private boolean ends(char end) {
    skip();
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      skip();
    }
    if (at < text.length() && text.charAt(at) == end) {
      at++;
      return true;
    }
    return false;
  }

  private JsonNode word(char first) {
    var word = new StringBuilder().append(first);
    while (at < text.length() && ",]}):".indexOf(text.charAt(at)) < 0) {
      word.append(text.charAt(at++));
    }
    String said = word.toString().strip();
    return switch (said) {
      case "None", "null", "nan", "NaN" -> NODES.nullNode();
      case "True", "true" -> NODES.booleanNode(true);
      case "False", "false" -> NODES.booleanNode(false);
      default -> number(said);
    };
  }

  private static JsonNode number(String said) {
    if (!said.matches("[+-]?[0-9.]{1,40}([eE][+-]?[0-9]{1,4})?")) {
      throw new NotOne();
    }
    try {
      return NODES.numberNode(Double.parseDouble(said));
    } catch (NumberFormatException e) {
      throw new NotOne();
    }
  }

  private String string(char quote) {
    var string = new StringBuilder();
    for (char c = next(); c != quote; c = next()) {
      if (c == '\\') {
        string.append(escaped());
      } else {
        string.append(c);
      }
    }
    return string.toString();
  }

  private String escaped() {
    char escaped = next();
    return switch (escaped) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'x' -> code(2);
      case 'u' -> code(4);
      case 'U' -> code(8);
      case '\\', '\'', '"', '/' -> String.valueOf(escaped);
      default -> "\\" + escaped;
    };
  }

  private String code(int digits) {
    int end = at + digits;
    if (end > text.length() || !text.substring(at, end).matches("\\p{XDigit}+")) {
      return "";
    }
    long code = Long.parseLong(text.substring(at, end), 16);
    at = end;
    return code > Character.MAX_CODE_POINT ? "" : Character.toString((int) code);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char next() {
    if (at >= text.length()) {
      throw new NotOne();
    }
    return text.charAt(at++);
  }
}
