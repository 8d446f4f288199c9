package dev.assay.plan;

import dev.assay.corpus.Tokens;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Reranker;
import dev.assay.experiment.Rerankers;
import dev.assay.experiment.Timings;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.Prompt;
import dev.assay.judge.Prompts;
import dev.assay.judge.Usage;
import dev.assay.run.Reranking;
import dev.assay.yaml.Named;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts the passages that rerankers would have to score: exactly where the legs are there, else
/// from what configurations could find.
final class PlannedScoring {
  /// Tokens of one passage's grade: an id and a grade, or a sentence of reason with them.
  private static final int SHORT_GRADE = 12;

  private static final int LONG_GRADE = 60;
  private static final int WITH_REPAIR = 1 + Prompt.REPAIRS;

  private final Reranking reranking;
  private final PlannedLegs legs;
  private final Rerankers rerankers;
  private final Timings timings;
  private final Prompts prompts;

  PlannedScoring(
      Reranking reranking,
      PlannedLegs legs,
      Rerankers rerankers,
      Timings timings,
      Prompts prompts) {
    this.reranking = reranking;
    this.legs = legs;
    this.rerankers = rerankers;
    this.timings = timings;
    this.prompts = prompts;
  }

  /// What one reranker has to do.
  private static final class Count {
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> mostOfAChunking = new HashMap<>();
    private int cached;
    private int known;
    private int knownRequests;
    private long knownTokens;
    private int open;
    private int openRequests;
    private int openQuestions;
  }

  /// @param configurations that use the reranker and whose chunks can be cut
  /// @param chunkTokens of a chunk, on average
  Plan.@Nullable Scoring of(
      Named<Reranker> reranker,
      List<Configuration> configurations,
      List<String> queries,
      Map<String, Chunks> chunks,
      long chunkTokens) {
    switch (reranker.value()) {
      case Reranker.None _, Reranker.Mmr _ -> {
        return null;
      }
      case Reranker.CrossEncoder _, Reranker.Http _, Reranker.Llm _ -> {}
    }
    var count = new Count();
    for (Configuration configuration : configurations) {
      Chunks cut = Objects.requireNonNull(chunks.get(configuration.chunking().name()));
      int open = 0;
      for (String query : queries) {
        Optional<List<String>> unscored = reranking.unscored(configuration, query, cut);
        if (unscored.isEmpty()) {
          open += Math.min(reranker.value().depth(), legs.chunks(configuration));
          count.openQuestions++;
        } else {
          known(count, query, unscored.get());
        }
      }
      count.open += open;
      count.mostOfAChunking.merge(configuration.chunking().name(), open, Math::max);
      count.openRequests = Math.max(count.openRequests, open > 0 ? queries.size() : 0);
    }
    return scoring(reranker, count, chunkTokens);
  }

  private static void known(Count count, String query, List<String> unscored) {
    int before = count.known;
    for (String text : unscored) {
      if (count.seen.add(query + "\n" + text)) {
        count.known++;
        count.knownTokens += Tokens.count(text);
      }
    }
    if (count.known > before) {
      count.knownRequests++;
    } else {
      count.cached++;
    }
  }

  private Plan.Scoring scoring(Named<Reranker> reranker, Count count, long chunkTokens) {
    int least = count.mostOfAChunking.values().stream().mapToInt(Integer::intValue).sum();
    int low = count.known + least;
    int high = count.known + count.open;
    var rate = timings.ofPassages(rerankers.fingerprint(reranker.value()));
    int atOnce = rerankers.concurrency(reranker.value());
    Timings.Time seconds =
        high == 0
            ? Timings.Time.NOTHING
            : rate == null ? null : rate.time((double) low / atOnce, (double) high / atOnce);
    int fewest = count.knownRequests + count.openRequests;
    int most = count.knownRequests + count.openQuestions;
    long lowTokens = count.knownTokens + least * chunkTokens;
    long highTokens = count.knownTokens + count.open * chunkTokens;
    Plan.Calls calls =
        switch (reranker.value()) {
          case Reranker.None _, Reranker.Mmr _, Reranker.CrossEncoder _ -> null;
          case Reranker.Http http ->
              new Plan.Calls(
                  http.model() == null ? reranker.name() : http.model(),
                  count.cached,
                  fewest,
                  most,
                  lowTokens,
                  highTokens,
                  most == 0 ? BigDecimal.ZERO : null,
                  most == 0 ? BigDecimal.ZERO : null,
                  null,
                  seconds);
          case Reranker.Llm llm -> {
            long prompt = PlannedJudging.promptTokens(prompts.get(Prompts.RERANK));
            yield calls(
                llm.model(),
                count.cached,
                new Usage(fewest, fewest * prompt + lowTokens, (long) low * SHORT_GRADE),
                new Usage(
                    most * WITH_REPAIR,
                    WITH_REPAIR * (most * prompt + highTokens),
                    WITH_REPAIR
                        * ((long) high * LONG_GRADE
                            + (long) most * llm.model().sampling().thoughts())),
                seconds);
          }
        };
    return new Plan.Scoring(reranker.name(), low, high, calls, seconds);
  }

  /// At the prices of a chat endpoint.
  static Plan.Calls calls(
      ChatSettings model, int cached, Usage least, Usage most, Timings.@Nullable Time seconds) {
    return new Plan.Calls(
        model.name(),
        cached,
        least.requests(),
        most.requests(),
        tokens(least),
        tokens(most),
        model.prices().of(least),
        model.prices().of(most),
        model.prices().currency(),
        seconds);
  }

  static long tokens(Usage usage) {
    return Objects.requireNonNull(usage.inputTokens())
        + Objects.requireNonNull(usage.outputTokens());
  }
}
