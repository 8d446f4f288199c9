package dev.assay.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Judges by asking a language model, and believes no reply that does not validate. Chunks and
/// claims get ids of their own (`k1`, `c1`), so a document's name cannot speak to the model.
///
/// @param model stateless; whoever calls may put a cache around it
/// @param modelName as the experiment names it
public record LanguageModelJudge(ChatModel model, String modelName) implements Judge {
  private static final Prompt ANSWER = Prompt.load("answer@1");
  private static final Prompt CLAIMS = Prompt.load("faithfulness-claims@1");
  private static final Prompt SUPPORT = Prompt.load("faithfulness-verdicts@1");
  private static final Prompt USEFUL = Prompt.load("context-precision@1");
  private static final int ANSWER_TOKENS = 1000;
  private static final int CLAIMS_TOKENS = 2000;

  @Override
  public String name() {
    return "llm:" + modelName;
  }

  @Override
  public Answer answer(String question, List<Context> contexts) {
    if (contexts.isEmpty()) {
      return Answer.declines();
    }
    var chunks = byId(contexts);
    var data = Map.of("question", question, "chunks", Verdicts.list(texts(chunks)));
    return switch (ANSWER.ask(model, data, ANSWER_TOKENS)) {
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
  public Faithfulness faithfulness(String question, Answer answer, List<Context> contexts) {
    var settled = Faithfulness.withoutClaims(answer, contexts);
    if (settled != null) {
      return settled;
    }
    return switch (CLAIMS.ask(
        model, Map.of("question", question, "answer", answer.text()), CLAIMS_TOKENS)) {
      case Reply.Valid valid ->
          verify(
              valid.value().get("claims").values().stream()
                  .map(claim -> claim.asString())
                  .filter(claim -> !claim.isBlank())
                  .toList(),
              contexts);
      case Reply.Invalid invalid ->
          Faithfulness.without(new Outcome.Failed("no claims: " + Reply.failure(invalid)));
      case Reply.None none ->
          Faithfulness.without(new Outcome.Failed("no claims: " + none.reason()));
    };
  }

  private Faithfulness verify(List<String> claims, List<Context> contexts) {
    var items = new LinkedHashMap<String, String>();
    claims.forEach(claim -> items.put("c" + (items.size() + 1), claim));
    var chunks = byId(contexts);
    var verdicts =
        Verdicts.of(
            model,
            SUPPORT,
            items,
            "claims",
            Map.of("chunks", Verdicts.list(texts(chunks))),
            chunks.keySet());
    var judged = new ArrayList<ClaimVerdict>();
    items.forEach((id, claim) -> {
      var verdict = verdicts.verdicts().get(id);
      judged.add(
          verdict == null
              ? new ClaimVerdict(claim, null, "no valid verdict", List.of())
              : new ClaimVerdict(
                  claim,
                  verdict.get("verdict").booleanValue(),
                  verdict.get("reason").asString(),
                  verdict.get("chunks").values().stream()
                      .map(chunk -> Objects.requireNonNull(chunks.get(chunk.asString())))
                      .map(Context::chunk)
                      .distinct()
                      .toList()));
    });
    return Faithfulness.of(judged, verdicts.reply());
  }

  @Override
  public ContextPrecision contextPrecision(
      String question, @Nullable String reference, List<Context> contexts) {
    var settled = ContextPrecision.withoutChunks(reference, contexts);
    if (settled != null) {
      return settled;
    }
    var chunks = byId(contexts);
    var verdicts =
        Verdicts.of(
            model,
            USEFUL,
            texts(chunks),
            "chunks",
            Map.of("question", question, "reference", Objects.requireNonNull(reference)),
            chunks.keySet());
    var judged = new ArrayList<ChunkVerdict>();
    chunks.forEach((id, context) -> {
      var verdict = verdicts.verdicts().get(id);
      judged.add(
          verdict == null
              ? new ChunkVerdict(context.chunk(), null, "no valid verdict")
              : new ChunkVerdict(
                  context.chunk(),
                  verdict.get("verdict").booleanValue(),
                  verdict.get("reason").asString()));
    });
    return ContextPrecision.of(judged, verdicts.reply());
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
