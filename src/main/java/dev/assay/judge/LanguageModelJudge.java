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
/// @param claims what takes texts apart into claims
public record LanguageModelJudge(
    ChatModel model, String modelName, Prompts prompts, int repairs, ClaimSource claims)
    implements Judge {
  private static final int CLAIMS_TOKENS = 2000;

  /// With the built-in prompts.
  public LanguageModelJudge(ChatModel model, String modelName) {
    this(model, modelName, Prompts.builtIn(), Prompt.REPAIRS, ClaimSource.MODEL);
  }

  @Override
  public String name() {
    return "llm:" + modelName + claims.mark() + prompts.mark();
  }

  @Override
  public Claims claims(String question, String text) {
    return switch (claims) {
      case MODEL -> asked(question, text);
      case SENTENCES -> new Claims.Known(Claims.stated(text));
    };
  }

  private Claims asked(String question, String text) {
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
    var chunks = Context.byId(contexts);
    var prompt = prompts.of(check);
    var places = new LinkedHashMap<String, Object>(data);
    places.keySet().retainAll(prompt.places()); // what it does not ask with would change its marker
    if (!check.items().equals("chunks") && prompt.places().contains("chunks")) {
      places.put("chunks", Verdicts.list(Context.texts(chunks)));
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
}
