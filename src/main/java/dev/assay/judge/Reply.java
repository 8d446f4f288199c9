package dev.assay.judge;

import dev.assay.Json;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A model's reply after validation.
public sealed interface Reply {
  /// One JSON object that follows the schema.
  record Valid(JsonNode value, String raw) implements Reply {}

  /// A reply that cannot be used.
  ///
  /// @param problem what is wrong, in our words only, never the model's
  record Invalid(String problem, String raw) implements Reply {}

  /// No reply at all.
  record None(String reason) implements Reply {}

  /// Thoughts before a reply are a habit of models whose server does not take them out, not an
  /// ambiguity.
  Pattern THOUGHTS = Pattern.compile("\\A<think>.*?</think>", Pattern.DOTALL);

  String FENCE = "```";

  static Reply read(String raw, JsonNode schema) {
    var value = object(raw);
    var problem =
        value == null
            ? "it is not exactly one JSON object"
            : Schema.problem(schema, value, "the reply");
    return value == null || problem != null
        ? new Invalid(String.valueOf(problem), raw)
        : new Valid(value, raw);
  }

  /// The one JSON value of a reply, or null where there are none or several.
  static @Nullable JsonNode object(String raw) {
    String text = THOUGHTS.matcher(raw.strip()).replaceFirst("").strip();
    try {
      return Json.MAPPER.readTree(withoutFence(text));
    } catch (JacksonException e) {
      return null;
    }
  }

  /// What stands in a code block around the whole reply, another habit: ` ```json`, a line end, the
  /// text, ` ``` `. By hand, since a pattern for it takes the square of a reply of line ends.
  private static String withoutFence(String text) {
    if (!text.startsWith(FENCE) || !text.endsWith(FENCE)) {
      return text;
    }
    int at = FENCE.length();
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    int begin = -1;
    for (; at < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(at)) >= 0; at++) {
      if (text.charAt(at) == '\n') {
        begin = at + 1;
      }
    }
    return begin < 0 ? text : text.substring(begin, text.length() - FENCE.length());
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /// Why there is no valid reply, with the start of what the model said.
  static String failure(Reply reply) {
    return switch (reply) {
      case Valid valid -> "the model replied: " + shown(valid.raw());
      case Invalid invalid ->
          "the reply is invalid (%s): %s".formatted(invalid.problem(), shown(invalid.raw()));
      case None none -> none.reason();
    };
  }

  /// Why there is none where asking again brought nothing back, with what was wrong before.
  ///
  /// @param before as [#failure] says it; empty where it was not asked before
  static String unrepaired(String reason, String before) {
    return before.isEmpty() ? reason : reason + "; before that, " + before;
  }

  private static String shown(String raw) {
    return raw.length() <= 2000 ? raw : raw.substring(0, 2000) + "…";
  }
}
