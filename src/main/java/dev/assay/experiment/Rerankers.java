package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.Sha256;
import dev.assay.embed.CrossEncoder;
import dev.assay.embed.HttpReranker;
import dev.assay.embed.PassageScorer;
import dev.assay.embed.PassageScorer.Scored;
import dev.assay.judge.Check;
import dev.assay.judge.ClaimSource;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.Prompt;
import dev.assay.judge.Prompts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rerankers of an experiment, opened when first needed.
public final class Rerankers implements AutoCloseable {
  private static final int HTTP_CALLS = 4;

  /// What the built-in prompt was called when scores were first kept by it; its text is the same.
  private static final String FIRST_PROMPT = "passage-grade@1";

  private final Ledger ledger;
  private final Budget.Spending spending;
  private final Prompts prompts;
  private final Map<Reranker, PassageScorer> open = new HashMap<>();

  /// @param spending what requests to language models count in
  /// @param prompts what a language model is asked with
  public Rerankers(Ledger ledger, Budget.Spending spending, Prompts prompts) {
    this.ledger = ledger;
    this.spending = spending;
    this.prompts = prompts;
  }

  /// Changes with anything that could change the score of a passage. How many are scored cannot.
  public String fingerprint(Reranker reranker) {
    return switch (reranker) {
      case Reranker.None _ -> "none";
      case Reranker.CrossEncoder encoder -> ((CrossEncoder) scorer(encoder)).fingerprint();
      case Reranker.Http http ->
          new Sha256()
              .add("http@2")
              .add(http.uri().toString())
              .add(String.valueOf(http.model()))
              .hex();
      case Reranker.Llm llm ->
          new Sha256()
              .add("llm@2")
              .add(prompts.rerankMark().isEmpty() ? FIRST_PROMPT : prompts.rerankMark())
              .add(llm.model().toString())
              .hex();
      case Reranker.Mmr mmr -> new Sha256().add("mmr@2").add(Double.toString(mmr.lambda())).hex();
    };
  }

  /// Questions that are scored at once.
  public int concurrency(Reranker reranker) {
    return switch (reranker) {
      case Reranker.None _ -> 1;
      case Reranker.CrossEncoder _, Reranker.Mmr _ -> Runtime.getRuntime().availableProcessors();
      case Reranker.Http _ -> HTTP_CALLS;
      case Reranker.Llm llm -> llm.model().pace().concurrency();
    };
  }

  /// By what scores of the same passages were kept in the first ledgers; null where that cannot be
  /// told: it held no query of an address.
  public @Nullable String former(Reranker reranker) {
    return switch (reranker) {
      case Reranker.None _, Reranker.Mmr _ -> null;
      case Reranker.CrossEncoder encoder -> fingerprint(encoder) + " " + encoder.depth();
      case Reranker.Http http ->
          http.uri().getRawQuery() == null ? Sha256.of("http@1 " + http) : null;
      case Reranker.Llm llm ->
          !prompts.rerankMark().isEmpty() || llm.model().uri().getRawQuery() != null
              ? null
              : Sha256.of("llm@1 " + FIRST_PROMPT + " " + llm);
    };
  }

  /// One score for each passage.
  ///
  /// @throws AssayException if there is none
  public List<Scored> score(Reranker reranker, String query, List<String> passages)
      throws InterruptedException {
    return scorer(reranker).score(query, passages);
  }

  private synchronized PassageScorer scorer(Reranker reranker) {
    return open.computeIfAbsent(reranker, this::opened);
  }

  private PassageScorer opened(Reranker reranker) {
    return switch (reranker) {
      case Reranker.CrossEncoder encoder -> new CrossEncoder(encoder.path(), encoder.maxTokens());
      case Reranker.Http http ->
          new HttpReranker(
              http.uri(),
              http.model(),
              Secret.resolve(http.key()),
              http.deadline(),
              http.retries());
      case Reranker.Llm llm -> grader(llm);
      case Reranker.None _, Reranker.Mmr _ ->
          throw new IllegalArgumentException(reranker + " scores no passages");
    };
  }

  private PassageScorer grader(Reranker.Llm llm) {
    var endpoint = new OpenAiChat(llm.model().withKey(Secret.resolve(llm.model().key())));
    var chat = new CachedChat(endpoint, llm.model(), spending, ledger);
    var judge =
        new LanguageModelJudge(
            chat, llm.model().name(), prompts, Prompt.REPAIRS, ClaimSource.MODEL);
    return new PassageScorer() {
      @Override
      public List<Scored> score(String query, List<String> passages) {
        var marks = judge.check(Check.RERANK, passages, Map.of("question", query), List.of());
        return marks.marks().stream()
            .map(mark -> {
              if (mark.label() == null) {
                throw new AssayException("a passage has no valid grade: " + marks.reply());
              }
              return new Scored(Integer.parseInt(mark.label()), false);
            })
            .toList();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public synchronized void close() {
    open.values().forEach(PassageScorer::close);
    open.clear();
  }
}
