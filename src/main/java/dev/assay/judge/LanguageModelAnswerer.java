package dev.assay.judge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answers by asking a language model, which cites the chunks that it answers from and says so
/// where they hold no answer.
///
/// @param model stateless; whoever calls may put a cache around it
/// @param modelName as the experiment names it
/// @param prompts with the one that answers
/// @param repairs how often it asks again where a reply is not valid, from 0
public record LanguageModelAnswerer(ChatModel model, String modelName, Prompts prompts, int repairs)
    implements Answerer {
  private static final int MAX_TOKENS = 1000;

  @Override
  public String name() {
    return "llm:" + modelName + prompts.answerMark();
  }

  @Override
  public Answer answer(String question, List<Context> contexts) {
    if (contexts.isEmpty()) {
      return Answer.declines();
    }
    var chunks = Context.byId(contexts);
    var data = Map.of("question", question, "chunks", Verdicts.list(Context.texts(chunks)));
    return switch (prompts
        .get(Prompts.ANSWER)
        .ask(model, data, MAX_TOKENS, repairs, reply -> problem(reply, chunks.keySet()))) {
      case Reply.Valid valid ->
          valid.value().get("answerable").booleanValue()
              ? Answer.of(
                  valid.value().get("answer").asString(),
                  cited(valid.value())
                      .map(id -> Objects.requireNonNull(chunks.get(id)).chunk())
                      .distinct()
                      .toList())
              : Answer.declines();
      case Reply.Invalid invalid -> Answer.failed(Reply.failure(invalid));
      case Reply.None none -> Answer.failed(none.reason());
    };
  }

  /// Of one that declines, neither its answer nor its chunks are read.
  private static @Nullable String problem(JsonNode reply, Set<String> chunks) {
    if (!reply.get("answerable").booleanValue()) {
      return null;
    }
    if (reply.get("answer").asString().isBlank()) {
      return "it says that there is an answer and gives none";
    }
    return cited(reply).allMatch(chunks::contains) ? null : "it cites a chunk that is not there";
  }

  private static Stream<String> cited(JsonNode reply) {
    return reply.get("chunks").values().stream().map(JsonNode::asString);
  }
}
