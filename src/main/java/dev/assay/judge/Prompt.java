package dev.assay.judge;

import dev.assay.Json;
import dev.assay.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A versioned prompt: instructions, task and reply schema.
///
/// Judged text enters as data only: written as JSON (so quotes, line ends and control characters
/// are escaped) between two marker lines that are derived from its hash and do not occur in it. A
/// changed prompt is a new version, since every verdict depends on it.
///
/// @param name with its version, `answer@1`
/// @param text the file it was read from
/// @param own whether a user put it in the place of the built-in one
/// @param system instructions; never judged text
/// @param user the task, with `{name}` where data goes
/// @param schema what a reply must look like
public record Prompt(
    String name, String text, boolean own, String system, String user, JsonNode schema) {
  /// How often it is usually asked again where a reply cannot be used.
  public static final int REPAIRS = 1;

  static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  /// Of the text; another one is another prompt.
  public String hash() {
    return Sha256.of(text);
  }

  /// What requests and costs are named after: `assay:answer@1`, and `own:answer@1#` with the start
  /// of the hash where a user replaced it.
  public String task() {
    return own ? "own:" + name + "#" + hash().substring(0, 8) : "assay:" + name;
  }

  /// The names of the data it takes, ascending.
  public SortedSet<String> places() {
    var places = new TreeSet<String>();
    PLACE.matcher(user).results().forEach(place -> places.add(place.group(1)));
    return places;
  }

  /// Fills in the data; the same data gives the same request, so that it can be cached.
  public ChatModel.Request request(Map<String, ?> data, int maxTokens) {
    String marker = marker(data);
    String filled =
        PLACE
            .matcher(user)
            .replaceAll(place ->
                Matcher.quoteReplacement(
                    marker
                        + "\n"
                        + Json.MAPPER.writeValueAsString(
                            Objects.requireNonNull(data.get(place.group(1)), place.group(1)))
                        + "\n"
                        + marker));
    return new ChatModel.Request(
        task(), system, filled, schema.toString(), maxTokens, ids(data), 0);
  }

  private static Map<String, List<String>> ids(Map<String, ?> data) {
    var ids = new TreeMap<String, List<String>>();
    data.forEach((place, value) -> {
      if (value instanceof List<?> entries) {
        ids.put(
            place,
            entries.stream()
                .filter(entry -> entry instanceof Map<?, ?>)
                .map(entry -> String.valueOf(((Map<?, ?>) entry).get("id")))
                .toList());
      }
    });
    return ids;
  }

  /// The same request, saying what was wrong with the last reply to it.
  ///
  /// @param tries so far, from 1
  ChatModel.Request repair(Map<String, ?> data, int maxTokens, String problem, int tries) {
    var first = request(data, maxTokens);
    return new ChatModel.Request(
        first.task(),
        first.system(),
        first.user() + "\n\nThe reply before this one could not be used: " + problem + ".",
        first.schema(),
        maxTokens,
        first.ids(),
        tries);
  }

  /// Asks, validates, and asks again where the reply cannot be used.
  ///
  /// @param repairs how often it is asked again at most
  public Reply ask(ChatModel model, Map<String, ?> data, int maxTokens, int repairs) {
    return ask(model, data, maxTokens, repairs, _ -> null);
  }

  /// The same of a reply that must be more than its schema says.
  ///
  /// @param problem what is wrong with a reply that follows the schema, in our words; null for
  ///   nothing
  Reply ask(
      ChatModel model,
      Map<String, ?> data,
      int maxTokens,
      int repairs,
      Function<JsonNode, @Nullable String> problem) {
    var reply = read(model.reply(request(data, maxTokens)), problem);
    for (int tries = 1; tries <= repairs && reply instanceof Reply.Invalid invalid; tries++) {
      var next = read(model.reply(repair(data, maxTokens, invalid.problem(), tries)), problem);
      reply =
          next instanceof Reply.None none
              ? new Reply.None(Reply.unrepaired(none.reason(), Reply.failure(invalid)))
              : next;
    }
    return reply;
  }

  private Reply read(ChatModel.Reply reply, Function<JsonNode, @Nullable String> problem) {
    var read = read(reply);
    String wrong = read instanceof Reply.Valid valid ? problem.apply(valid.value()) : null;
    return read instanceof Reply.Valid valid && wrong != null
        ? new Reply.Invalid(wrong, valid.raw())
        : read;
  }

  Reply read(ChatModel.Reply reply) {
    return switch (reply) {
      case ChatModel.Unanswered unanswered -> new Reply.None(unanswered.reason());
      case ChatModel.Answered answered -> Reply.read(answered.text(), schema);
    };
  }

  private static String marker(Map<String, ?> data) {
    String text = Json.MAPPER.writeValueAsString(new TreeMap<>(data));
    String marker = text;
    do {
      marker = "----- data " + Sha256.of(marker).substring(0, 16) + " -----";
    } while (text.contains(marker));
    return marker;
  }
}
