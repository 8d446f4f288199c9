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

  /// A code block around the whole reply is a habit of models, not an ambiguity.
  Pattern CODE_BLOCK = Pattern.compile("\\A```[a-zA-Z]*\\s*\\n(.*?)\\n?```\\z", Pattern.DOTALL);

  /// So are thoughts before it, of a model served by one that does not take them out.
  Pattern THOUGHTS = Pattern.compile("\\A<think>.*?</think>", Pattern.DOTALL);

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
    var block = CODE_BLOCK.matcher(text);
    try {
      return Json.MAPPER.readTree(block.matches() ? block.group(1) : text);
    } catch (JacksonException e) {
      return null;
    }
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

  private static String shown(String raw) {
    return raw.length() <= 2000 ? raw : raw.substring(0, 2000) + "…";
  }
}
