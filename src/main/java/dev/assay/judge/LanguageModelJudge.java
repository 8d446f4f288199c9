package dev.assay.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Judges by asking a language model, and believes no reply that does not validate. Chunks and
/// claims get ids of their own (`k1`, `c1`), so a document's name cannot speak to the model.
///
/// @param model stateless; whoever calls may put a cache around it
/// @param modelName as the experiment names it
/// @param prompts what it asks with
/// @param repairs how often it asks again for what a reply lacks, from 0
public record LanguageModelJudge(ChatModel model, String modelName, Prompts prompts, int repairs)
    implements Judge {
  private static final int ANSWER_TOKENS = 1000;
  private static final int CLAIMS_TOKENS = 2000;

  /// With the built-in prompts.
  public LanguageModelJudge(ChatModel model, String modelName) {
    this(model, modelName, Prompts.builtIn(), Prompt.REPAIRS);
  }

  @Override
  public String name() {
    return "llm:" + modelName + prompts.mark();
  }

  @Override
  public Answer answer(String question, List<Context> contexts) {
    if (contexts.isEmpty()) {
      return Answer.declines();
    }
    var chunks = byId(contexts);
    var data = Map.of("question", question, "chunks", Verdicts.list(texts(chunks)));
    return switch (prompts.get(Prompts.ANSWER).ask(model, data, ANSWER_TOKENS, repairs)) {
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

  @Override
  public Claims claims(String question, String text) {
    return switch (prompts
        .get(Prompts.CLAIMS)
        .ask(model, Map.of("question", question, "answer", text), CLAIMS_TOKENS, repairs)) {
      case Reply.Valid valid ->
          new Claims.Known(
              valid.value().get("claims").values().stream()
                  .map(claim -> claim.asString())
                  .filter(claim -> !claim.isBlank())
                  .toList());
      case Reply.Invalid invalid -> new Claims.Unknown(Reply.failure(invalid));
      case Reply.None none -> new Claims.Unknown(none.reason());
    };
  }

  @Override
  public Marks check(
      Check check, List<String> items, Map<String, String> data, List<Context> contexts) {
    if (items.isEmpty()) {
      return new Marks(List.of(), "");
    }
    var byId = new LinkedHashMap<String, String>();
    String letter = check.items().equals("chunks") ? "k" : "c";
    items.forEach(item -> byId.put(letter + (byId.size() + 1), item));
    var chunks = byId(contexts);
    var prompt = prompts.of(check);
    var places = new LinkedHashMap<String, Object>(data);
    places.keySet().retainAll(prompt.places()); // what it does not ask with would change its marker
    if (!check.items().equals("chunks") && prompt.places().contains("chunks")) {
      places.put("chunks", Verdicts.list(texts(chunks)));
    }
    var verdicts =
        Verdicts.of(model, prompt, byId, check.items(), places, chunks.keySet(), repairs);
    var marks = new ArrayList<Mark>();
    byId.forEach((id, item) -> marks.add(mark(item, verdicts.verdicts().get(id), chunks)));
    return new Marks(marks, verdicts.reply());
  }

  private static Mark mark(String item, @Nullable JsonNode verdict, Map<String, Context> chunks) {
    return verdict == null
        ? new Mark(item, null, "no valid verdict", List.of())
        : new Mark(
            item,
            verdict.get("verdict").asString(),
            verdict.get("reason").asString(),
            verdict.path("chunks").values().stream()
                .map(chunk -> Objects.requireNonNull(chunks.get(chunk.asString())))
                .map(Context::chunk)
                .distinct()
                .toList());
  }

  @Override
  public Reply ask(String prompt, Map<String, ?> data, int maxTokens) {
    return prompts.get(prompt).ask(model, data, maxTokens, repairs);
  }

  private static Map<String, Context> byId(List<Context> contexts) {
    var chunks = new LinkedHashMap<String, Context>();
    contexts.forEach(context -> chunks.put("k" + (chunks.size() + 1), context));
    return chunks;
  }

  private static Map<String, String> texts(Map<String, Context> chunks) {
    var texts = new LinkedHashMap<String, String>();
    chunks.forEach((id, context) -> texts.put(id, context.text()));
    return texts;
  }
}
