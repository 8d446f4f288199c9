package dev.assay.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    return switch (prompts.get(Prompts.ANSWER).ask(model, data, MAX_TOKENS, repairs)) {
      case Reply.Valid valid -> {
        if (!valid.value().get("answerable").booleanValue()) {
          yield Answer.declines();
        }
        var cited = new ArrayList<String>();
        for (var id : valid.value().get("chunks").values()) {
          var context = chunks.get(id.asString());
          if (context == null) {
            yield Answer.failed(
                Reply.failure(
                    new Reply.Invalid("it cites a chunk that is not there", valid.raw())));
          }
          cited.add(context.chunk());
        }
        yield Answer.of(valid.value().get("answer").asString(), cited.stream().distinct().toList());
      }
      case Reply.Invalid invalid -> Answer.failed(Reply.failure(invalid));
      case Reply.None none -> Answer.failed(none.reason());
    };
  }
}
