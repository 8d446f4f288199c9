package dev.assay.experiment;

import dev.assay.Default;
import dev.assay.judge.ChatModel;
import dev.assay.judge.OpenAiChat;
import org.jspecify.annotations.Nullable;

/// Which configurations are answered and judged, and by whom.
///
/// @param on `none`, `all`, or `top:N` by the primary measure
/// @param contexts how many chunks of a ranking the answer may use and the judge sees
/// @param concurrency how many questions are judged at once
/// @param model a chat endpoint; absent: the offline verifier and the extractive answerer
public record JudgeSettings(
    @Default("none") String on,
    @Default("5") int contexts,
    @Default("8") int concurrency,
    OpenAiChat.@Nullable Http model) {
  public JudgeSettings {
    if (!on.matches("none|all|top:[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("on must be none, all or top:N, got '%s'".formatted(on));
    }
    if (model != null) {
      Secret.check("key", model.key());
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1, got " + concurrency);
    }
    if (contexts < 1 || contexts > 50) {
      throw new IllegalArgumentException("contexts must be from 1 to 50, got " + contexts);
    }
  }

  /// The endpoint, with the key that the environment holds; null where the judge is offline.
  @Nullable ChatModel chat() {
    if (model == null) {
      return null;
    }
    return new OpenAiChat(
        new OpenAiChat.Http(
            model.uri(),
            model.name(),
            Secret.resolve(model.key()),
            model.temperature(),
            model.timeoutSeconds(),
            model.maxRetries()));
  }

  /// How many configurations are judged at most.
  int count() {
    return switch (on) {
      case "none" -> 0;
      case "all" -> Integer.MAX_VALUE;
      default -> Integer.parseInt(on.substring("top:".length()));
    };
  }
}
