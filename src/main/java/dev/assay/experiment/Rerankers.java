package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.Sha256;
import dev.assay.embed.CrossEncoder;
import dev.assay.embed.HttpReranker;
import dev.assay.embed.PassageScorer;
import dev.assay.judge.Check;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OpenAiChat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rerankers of an experiment, opened when first needed.
final class Rerankers implements AutoCloseable {
  private static final int HTTP_CALLS = 4;

  private final Ledger ledger;
  private final Map<Reranker, PassageScorer> open = new HashMap<>();

  Rerankers(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Changes with anything that could change an order.
  String fingerprint(Reranker reranker) {
    return switch (reranker) {
      case Reranker.None _ -> "none";
      case Reranker.CrossEncoder encoder ->
          ((CrossEncoder) scorer(encoder)).fingerprint() + " " + encoder.depth();
      case Reranker.Http http -> Sha256.of("http@1 " + http);
      case Reranker.Llm llm -> Sha256.of("llm@1 " + Check.PASSAGE_GRADE.prompt() + " " + llm);
      case Reranker.Mmr mmr -> Sha256.of("mmr@1 " + mmr);
    };
  }

  /// Questions that are scored at once.
  int concurrency(Reranker reranker) {
    return switch (reranker) {
      case Reranker.None _ -> 1;
      case Reranker.CrossEncoder _, Reranker.Mmr _ -> Runtime.getRuntime().availableProcessors();
      case Reranker.Http _ -> HTTP_CALLS;
      case Reranker.Llm llm -> llm.model().concurrency();
    };
  }

  /// One score for each passage.
  ///
  /// @throws AssayException if there is none
  double[] score(Reranker reranker, String query, List<String> passages)
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
    var chat = new CachedChat(endpoint, llm.model(), new Budget(null, null), ledger);
    var judge = new LanguageModelJudge(chat, llm.model().name());
    return new PassageScorer() {
      @Override
      public double[] score(String query, List<String> passages) {
        var marks =
            judge.check(Check.PASSAGE_GRADE, passages, Map.of("question", query), List.of());
        return marks.marks().stream()
            .mapToDouble(mark -> {
              if (mark.label() == null) {
                throw new AssayException("a passage has no valid grade: " + marks.reply());
              }
              return Integer.parseInt(mark.label());
            })
            .toArray();
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
