package dev.assay.judge.words;

import dev.assay.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a text says by names and values, in words: the JSON `{"outdoorSeating": true, "WiFi":
/// "no"}` as `outdoor Seating: yes. no WiFi.`, a list of objects as a table, and in tables and
/// lines of `name: value` `no WiFi` for a no to WiFi. English, German, Indonesian, ticks and
/// crosses.
public final class Fields {
  private static final Set<String> YES =
      Set.of("yes", "true", "ja", "ya", "✓", "✔", "✅", "included", "inklusive");

  private static final Set<String> NO =
      Set.of("no", "none", "false", "nein", "tidak", "✗", "✘", "❌", "not included");

  private static final Pattern LINE =
      Pattern.compile(
          "(?m)(^[ \\t]*(?:[-*•][ \\t]+)?|(?<=[.;] ))(\\p{L}[^:|.;\\n]{1,60}?):[ \\t]*(\\p{L}{2,5}|[✗✘❌])(?=[.;]|[ \\t]*$)");

  private static final Pattern NAME_PARTS =
      Pattern.compile("[_-]+|(?<=\\p{Ll}{2})(?=\\p{Lu}\\p{Ll})");

  private Fields() {}

  /// The text in words; as it stands where nothing in it is said otherwise.
  public static String inWords(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
      try {
        var sentences = new ArrayList<String>();
        value("", "", Json.MAPPER.readTree(trimmed), sentences);
        return String.join("\n\n", sentences);
      } catch (JacksonException _) {
        // It is no JSON after all.
      }
    }
    return lines(tables(text));
  }

  private static void value(String within, String name, JsonNode node, List<String> sentences) {
    if (node.isObject()) {
      String path = joined(within, name);
      node.properties().forEach(field -> value(path, field.getKey(), field.getValue(), sentences));
    } else if (node.isArray()
        && !node.isEmpty()
        && node.values().stream().allMatch(JsonNode::isObject)) {
      sentences.add(tables(table(node)));
    } else if (node.isArray()) {
      sentences.add(
          sentence(
              within,
              name,
              node.values().stream().map(JsonNode::asString).collect(Collectors.joining(", "))));
    } else if (!node.isNull()) {
      sentences.add(sentence(within, name, node.asString()));
    }
  }

  private static String table(JsonNode rows) {
    var names =
        rows.values().stream().flatMap(row -> row.propertyNames().stream()).distinct().toList();
    return Stream.concat(
            Stream.of(names.stream().map(Fields::spaced).toList()),
            rows.values().stream()
                .map(row -> names.stream().map(name -> cell(row.get(name))).toList()))
        .map(cells -> "| " + String.join(" | ", cells) + " |")
        .collect(Collectors.joining("\n"));
  }

  private static String cell(@Nullable JsonNode value) {
    return value == null || value.isNull()
        ? ""
        : (value.isValueNode() ? value.asString() : value.toString()).replaceAll("[|\\n]", " ");
  }

  private static String sentence(String within, String name, String value) {
    String spaced = spaced(name);
    if (isIn(NO, value)) {
      return (within.isEmpty() ? "" : within + ": ") + "no " + spaced + ".";
    }
    String path = joined(within, name);
    return (path.isEmpty() ? "" : path + ": ") + value + ".";
  }

  private static String joined(String within, String name) {
    return (within + " " + spaced(name)).strip();
  }

  private static String spaced(String name) {
    return NAME_PARTS.matcher(name).replaceAll(" ");
  }

  private static String lines(String text) {
    return LINE.matcher(text)
        .replaceAll(line ->
            Matcher.quoteReplacement(
                isIn(NO, line.group(3)) ? line.group(1) + "no " + line.group(2) : line.group()));
  }

  /// Cells that only say yes or no say what the first row has above them.
  private static String tables(String text) {
    if (text.indexOf('|') < 0) {
      return text;
    }
    var lines = new ArrayList<String>();
    List<String> head = List.of();
    for (String line : text.lines().toList()) {
      var cells = Table.cells(line);
      if (cells.size() < 2) {
        head = List.of();
      } else if (head.isEmpty()) {
        head = cells;
      } else if (cells.stream().skip(1).anyMatch(cell -> isIn(YES, cell) || isIn(NO, cell))) {
        var names = head;
        lines.add(
            IntStream.range(0, cells.size())
                .mapToObj(i ->
                    i == 0 || i >= names.size() ? cells.get(i) : said(cells.get(i), names.get(i)))
                .collect(Collectors.joining(" | ", "| ", " |")));
        continue;
      }
      lines.add(line);
    }
    return String.join("\n", lines);
  }

  private static String said(String cell, String name) {
    return isIn(NO, cell) ? "no " + name : isIn(YES, cell) ? name : cell;
  }

  private static boolean isIn(Set<String> words, String value) {
    return words.contains(value.strip().toLowerCase(Locale.ROOT));
  }
}
