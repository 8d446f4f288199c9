package dev.assay.judge;

import dev.assay.http.JsonReply;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an endpoint replied to `/v1/chat/completions`, as far as we read it.
///
/// @param text empty where the endpoint sent none
/// @param finishReason `stop`, `length`, `content_filter` or another one; empty where it says none
/// @param inputTokens of the prompt; null where the endpoint does not say, as the other counts are
/// @param outputTokens of the reply, thoughts included
/// @param tokens of both
/// @param thoughts of the reply
record Completion(
    String text,
    String finishReason,
    @Nullable Integer inputTokens,
    @Nullable Integer outputTokens,
    @Nullable Integer tokens,
    @Nullable Integer thoughts) {
  /// More than any model takes or gives in one call: a larger number is no count of tokens, nor is
  /// one below 0, and money is not reckoned from either. Of as many calls as a request may take it
  /// still adds up within an `int`.
  private static final int MOST_TOKENS = 100_000_000;

  /// Reads the first choice.
  ///
  /// @throws IllegalArgumentException for anything but a chat completion
  static Completion parse(String body) {
    JsonNode root = JsonReply.parse(body);
    var choice = root.path("choices").path(0);
    var message = choice.path("message");
    if (!message.isObject()) {
      throw new IllegalArgumentException("no message in choices");
    }
    var usage = root.path("usage");
    return new Completion(
        content(message.path("content")),
        text(choice.path("finish_reason")),
        count(usage.path("prompt_tokens")),
        count(usage.path("completion_tokens")),
        count(usage.path("total_tokens")),
        count(usage.path("completion_tokens_details").path("reasoning_tokens")));
  }

  /// Some endpoints send a list of parts, of which those of the type `text` are the reply.
  private static String content(JsonNode content) {
    return content.isArray()
        ? content
            .valueStream()
            .filter(part -> text(part.path("type")).equals("text"))
            .map(part -> text(part.path("text")))
            .collect(Collectors.joining())
        : text(content);
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.asString() : "";
  }

  private static @Nullable Integer count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && isCount(node.intValue())
        ? (Integer) node.intValue()
        : null;
  }

  private static boolean isCount(int tokens) {
    return tokens >= 0 && tokens <= MOST_TOKENS;
  }
}
