package dev.assay.judge;

import org.jspecify.annotations.Nullable;

/// What some requests to a language model came to, whether it or the ledger answered them.
///
/// @param requests that brought a reply, be it one that was cut or withheld
/// @param inputTokens of their prompts as the endpoint counted; null where it did not say for one
/// @param outputTokens of their replies
public record Usage(int requests, @Nullable Long inputTokens, @Nullable Long outputTokens) {
  public static final Usage NONE = new Usage(0, 0L, 0L);

  public static Usage of(ChatModel.Answered reply) {
    return new Usage(
        1,
        reply.inputTokens() == null ? null : (long) reply.inputTokens(),
        reply.outputTokens() == null ? null : (long) reply.outputTokens());
  }

  public Usage plus(Usage other) {
    return new Usage(
        requests + other.requests,
        sum(inputTokens, other.inputTokens),
        sum(outputTokens, other.outputTokens));
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    return a == null || b == null ? null : (Long) (a + b);
  }
}
