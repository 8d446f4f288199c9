package dev.assay.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The path and the parameters of a request, and links that change one parameter of it.
///
/// @param path without `.json`
/// @param values of the query, each name in the order of the request
public record Query(String path, Map<String, List<String>> values) {

  /// A link's target with its parameters, in pairs of name and value; a null value is left out.
  public static String url(String path, @Nullable String... pairs) {
    var query = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      String value = pairs[i + 1];
      if (value != null) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(pairs[i])
            .append('=')
            .append(encode(value));
      }
    }
    return path + query;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%2C", ",")
        .replace("%40", "@");
  }

  /// The first value, or null where it is missing or blank.
  public @Nullable String text(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    return all.isEmpty() || all.getFirst().isBlank() ? null : all.getFirst();
  }

  public String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  /// The value of a parameter that must be there.
  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new Refusal(
          400,
          "The address needs '%s'.".formatted(name),
          "Open the page by a link of another page.");
    }
    return value;
  }

  /// All values, those with commas taken apart.
  List<String> list(String... names) {
    return Stream.of(names)
        .flatMap(name -> values.getOrDefault(name, List.of()).stream())
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  /// A whole number from 1, at most the limit.
  int number(String name, int otherwise, int limit) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Math.clamp(Long.parseLong(value), 1, limit);
    } catch (NumberFormatException e) {
      throw new Refusal(
          400,
          "'%s' must be a whole number, got '%s'.".formatted(name, value),
          "Leave it out for %d.".formatted(otherwise));
    }
  }

  /// The same address with one parameter changed, or without it where the value is null; back on
  /// the first page.
  public String with(String name, @Nullable String value) {
    return change(name, value, !name.equals("page"));
  }

  private String change(String name, @Nullable String value, boolean firstPage) {
    var changed = new LinkedHashMap<>(values);
    if (firstPage) {
      changed.remove("page");
    }
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, List.of(value));
    }
    String query =
        changed.entrySet().stream()
            .flatMap(entry ->
                entry.getValue().stream()
                    .filter(one -> !one.isBlank())
                    .map(one -> encode(entry.getKey()) + "=" + encode(one)))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  /// The address of this page.
  String address() {
    return change("", null, false);
  }

  /// Where the data of this page is.
  public String json() {
    String same = address();
    int mark = same.indexOf('?');
    return mark < 0 ? same + ".json" : same.substring(0, mark) + ".json" + same.substring(mark);
  }
}
