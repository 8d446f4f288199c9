package dev.assay.judge;

import dev.assay.Json;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a prompt's file: instructions, then `=== user` and the task, then `=== schema` and
/// the schema of the reply.
///
/// @param userLine of the first line of the task, from 1; 0 where there is no task
/// @param schema null where there is none
/// @param schemaLine of its first line, from 1; 0 where there is none
record PromptText(
    String text,
    String system,
    String user,
    int userLine,
    @Nullable String schema,
    int schemaLine) {
  private static final Pattern USER = Pattern.compile("(?m)^=== user\\n");
  private static final Pattern SCHEMA = Pattern.compile("(?m)^=== schema\\n");

  static PromptText of(String text) {
    var user = USER.matcher(text);
    if (!user.find()) {
      return new PromptText(text, text.strip(), "", 0, null, 0);
    }
    var schema = SCHEMA.matcher(text);
    boolean closed = schema.find(user.end());
    return new PromptText(
        text,
        text.substring(0, user.start()).strip(),
        text.substring(user.end(), closed ? schema.start() : text.length()).strip(),
        line(text, user.end()),
        closed ? text.substring(schema.end()) : null,
        closed ? line(text, schema.end()) : 0);
  }

  /// The line of an offset, from 1.
  static int line(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /// With the schema of its own.
  Prompt prompt(String name, boolean own) {
    return new Prompt(name, text, own, system, user, Json.MAPPER.readTree(schema));
  }
}
