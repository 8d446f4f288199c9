package dev.assay.experiment;

import dev.assay.Price;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Semantic;
import dev.assay.corpus.Tokens;
import dev.assay.embed.Embedder;
import dev.assay.embed.Http;
import dev.assay.embed.Model;
import dev.assay.embed.OnnxEmbedder;
import dev.assay.embed.Role;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Usage;
import dev.assay.judge.local.LocalChat;
import dev.assay.measure.Power;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts what a run would do. Documents are read into the ledger; nothing is embedded, searched or
/// asked.
final class Planner {
  private static final int WINDOW = 1024;
  private static final double ASSUMED_SD = 0.3;
  private static final double LEVEL = 0.05;
  private static final int WITH_REPAIR = 2;
  private static final Set<String> ONE_OF_EACH = Set.of("faithfulness", "contextPrecision");
  private static final double POWER = 0.8;

  /// A reply to one prompt has at least and at most about so many tokens.
  private static final int SHORT_REPLY = 20;

  private static final int LONG_REPLY = 600;

  private final Ledger ledger;
  private final CorpusStore documents;
  private final VectorStore vectors;
  private final Cutter cutter;
  private final Models models;

  Planner(Ledger ledger, CorpusStore documents, VectorStore vectors, Cutter cutter, Models models) {
    this.ledger = ledger;
    this.documents = documents;
    this.vectors = vectors;
    this.cutter = cutter;
    this.models = models;
  }

  Plan plan(Prepared prepared) {
    var notes = new ArrayList<String>();
    var embeddings = new ArrayList<Plan.Embedding>();
    long disk = 0;
    for (Model model : prepared.file().factors().model()) {
      if (prepared.configurations().stream().noneMatch(c -> model.equals(c.model()))) {
        continue;
      }
      var counted = embedding(prepared, model, notes);
      embeddings.add(counted);
      Integer dimensions = model.card().dimensions();
      disk += (long) counted.texts() * (dimensions == null ? 384 : dimensions) * Float.BYTES * 2;
    }
    int questions = prepared.golden().questions().size();
    if (prepared.file().judge().local() != null) {
      notes.add("the local judge takes one call at a time");
    }
    if (prepared.file().judge().model() != null || prepared.file().judge().local() != null) {
      notes.add(
          "the judge's calls and tokens are estimates, and replies that are known already are not taken off");
    }
    for (var reranker : prepared.file().factors().reranker()) {
      switch (reranker.value()) {
        case Reranker.Llm _, Reranker.Http _ ->
            notes.add("calls of reranker '%s' are not counted".formatted(reranker.name()));
        case Reranker.None _, Reranker.CrossEncoder _, Reranker.Mmr _ -> {}
      }
    }
    return new Plan(
        prepared.id(),
        prepared.configurations().size(),
        questions,
        questions * prepared.configurations().size(),
        documents.count(prepared.corpus()),
        embeddings,
        calls(prepared),
        disk,
        detectable(prepared),
        List.copyOf(new LinkedHashSet<>(notes)));
  }

  private Plan.Embedding embedding(Prepared prepared, Model model, List<String> notes) {
    Embedder embedder = models.embedder(model);
    var count = new Count(embedder);
    for (var chunking : prepared.chunkings()) {
      if (prepared.configurations().stream()
          .noneMatch(c -> c.chunking().equals(chunking) && model.equals(c.model()))) {
        continue;
      }
      if (chunking.value() instanceof Semantic) {
        notes.add(
            "chunking '%s' cuts by the vectors of sentences, so neither they nor its chunks are counted"
                .formatted(chunking.name()));
        continue;
      }
      var window = new ArrayList<String>();
      documents.each(
          prepared.corpus(),
          document -> {
            for (Chunk chunk : cutter.cut(chunking.value(), document)) {
              window.add(chunk.text());
            }
            if (window.size() >= WINDOW) {
              count.add(window, Role.DOCUMENT);
              window.clear();
            }
          });
      count.add(window, Role.DOCUMENT);
    }
    count.add(prepared.queries(), Role.QUERY);
    boolean exact = embedder instanceof OnnxEmbedder;
    Price price = model instanceof Http http ? http.price() : null;
    return new Plan.Embedding(
        model.name(),
        count.missing,
        count.cached,
        count.tokens,
        exact,
        exact ? BigDecimal.ZERO : price == null ? null : price.of(count.tokens),
        price == null ? null : price.currency());
  }

  /// Texts of one model, each counted once.
  private final class Count {
    private final Embedder embedder;
    private final Set<String> seen = new java.util.HashSet<>();
    private int missing;
    private int cached;
    private long tokens;

    Count(Embedder embedder) {
      this.embedder = embedder;
    }

    void add(List<String> texts, Role role) {
      var fresh = texts.stream().filter(text -> seen.add(role + text)).toList();
      var open = vectors.missing(embedder.fingerprint(), role, fresh);
      missing += open.size();
      cached += fresh.size() - open.size();
      for (String text : open) {
        tokens +=
            embedder instanceof OnnxEmbedder onnx ? onnx.tokens(text, role) : Tokens.count(text);
      }
    }
  }

  /// For each answer: the answer, its claims, their verdicts and the chunks' verdicts.
  private Plan.@Nullable Calls calls(Prepared prepared) {
    var judge = prepared.file().judge();
    var model = judge.model();
    var local = judge.local();
    if ((model == null && local == null) || judge.count() == 0) {
      return null;
    }
    int judged = Math.min(judge.count(), prepared.configurations().size());
    int questions = prepared.golden().questions().size();
    long withReference =
        prepared.golden().questions().stream().filter(q -> q.answer() != null).count();
    int low = judged * (int) (questions + withReference);
    int high = judged * questions * mostRequests(judge.metrics()) * WITH_REPAIR;
    long prompt = promptTokens(prepared);
    long contexts = (long) judge.contexts() * chunkTokens(prepared);
    var least = new Usage(low, low * (prompt + contexts), (long) low * SHORT_REPLY);
    var most = new Usage(high, high * (prompt + contexts), (long) high * LONG_REPLY);
    if (model == null) {
      return new Plan.Calls(
          LocalChat.name(Objects.requireNonNull(local)),
          low,
          high,
          tokens(least),
          tokens(most),
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          null);
    }
    return new Plan.Calls(
        model.name(),
        low,
        high,
        tokens(least),
        tokens(most),
        least.cost(model.inputPrice(), model.outputPrice()),
        most.cost(model.inputPrice(), model.outputPrice()),
        model.inputPrice() == null ? null : model.inputPrice().currency());
  }

  /// Of one answer, where no reply is asked for twice: the answer, its claims, their verdicts and
  /// the chunks'; or, for any other metric, every request there is: the answer, the claims of two
  /// texts, the eleven checks (support of five things, usefulness for two) and three lists.
  private static int mostRequests(List<String> metrics) {
    return ONE_OF_EACH.containsAll(metrics) ? 4 : 1 + 2 + 5 + 2 + 9 + 3;
  }

  private static long tokens(Usage usage) {
    return Objects.requireNonNull(usage.inputTokens())
        + Objects.requireNonNull(usage.outputTokens());
  }

  /// Of an empty prompt.
  private static long promptTokens(Prepared prepared) {
    var prompt = prepared.prompts().get("faithfulness-verdicts@1");
    long characters =
        (long) prompt.system().length()
            + prompt.user().length()
            + prompt.schema().toString().length();
    return characters / 4;
  }

  /// The mean of the first documents' chunks.
  private long chunkTokens(Prepared prepared) {
    var chunking = prepared.chunkings().getFirst().value();
    if (chunking instanceof Semantic) {
      return 200;
    }
    long[] sums = {0, 0};
    documents.each(
        prepared.corpus(),
        document -> {
          if (sums[1] < WINDOW) {
            for (Chunk chunk : cutter.cut(chunking, document)) {
              sums[0] += Tokens.count(chunk.text());
              sums[1]++;
            }
          }
        });
    return sums[1] == 0 ? 0 : sums[0] / sums[1];
  }

  private Plan.Detectable detectable(Prepared prepared) {
    String measure = prepared.file().decision().primary();
    int n = (int) prepared.golden().questions().stream().filter(GoldenQuestion::answerable).count();
    int candidates = Math.max(1, prepared.configurations().size() - 1);
    Double known = earlier(prepared, measure);
    double sd = known == null ? ASSUMED_SD : known;
    var power = new Power(LEVEL / candidates, POWER);
    double minimum = prepared.file().decision().minimumDifference();
    long needed = minimum <= 0 ? n : power.questions(sd, minimum);
    return new Plan.Detectable(
        measure,
        n,
        candidates,
        sd,
        known == null,
        n == 0 ? 1 : power.detectable(sd, n),
        minimum,
        Math.max(0, needed - n));
  }

  /// The largest standard deviation of deltas in the newest finished run of the name; null without
  /// one that has two configurations.
  private @Nullable Double earlier(Prepared prepared, String measure) {
    var store = new ExperimentStore(ledger);
    for (ExperimentRecord experiment : store.all()) {
      if (experiment.name().equals(prepared.file().name())
          && experiment.state() == ExperimentRecord.State.FINISHED) {
        return standardDeviation(store.cells(experiment.id(), null), measure);
      }
    }
    return null;
  }

  private static @Nullable Double standardDeviation(List<Cell> cells, String measure) {
    var byConfiguration = new java.util.TreeMap<String, java.util.Map<String, Double>>();
    for (Cell cell : cells) {
      Double value = cell.scores().get(measure);
      if (value != null) {
        byConfiguration
            .computeIfAbsent(cell.configuration(), _ -> new java.util.HashMap<>())
            .put(cell.question(), value);
      }
    }
    if (byConfiguration.size() < 2) {
      return null;
    }
    var base = byConfiguration.firstEntry().getValue();
    double largest = 0;
    for (var other : byConfiguration.tailMap(byConfiguration.firstKey(), false).values()) {
      double[] deltas =
          other.entrySet().stream()
              .filter(entry -> base.containsKey(entry.getKey()))
              .mapToDouble(entry -> entry.getValue() - base.getOrDefault(entry.getKey(), 0.0))
              .toArray();
      double mean = java.util.Arrays.stream(deltas).average().orElse(0);
      double squares = java.util.Arrays.stream(deltas).map(d -> (d - mean) * (d - mean)).sum();
      largest = Math.max(largest, deltas.length < 2 ? 0 : Math.sqrt(squares / (deltas.length - 1)));
    }
    return largest == 0 ? null : (Double) largest;
  }
}
