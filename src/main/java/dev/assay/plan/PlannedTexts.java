package dev.assay.plan;

import dev.assay.Price;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Document;
import dev.assay.corpus.Semantic;
import dev.assay.corpus.Tokens;
import dev.assay.embed.Embedded;
import dev.assay.embed.Embedder;
import dev.assay.embed.Http;
import dev.assay.embed.Model;
import dev.assay.embed.OnnxEmbedder;
import dev.assay.embed.Role;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Models;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Timings;
import dev.assay.experiment.VectorStore;
import dev.assay.run.Indexes;
import dev.assay.yaml.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts the texts that have no vector yet, each once for a model; embeds none of them.
final class PlannedTexts {
  private static final int WINDOW = 1024;

  /// Texts that a model which runs here is measured on where no run has measured it.
  private static final int MEASURED = 8;

  private static final int ROUNDS = 3;

  private final CorpusStore documents;
  private final VectorStore vectors;
  private final Cutter cutter;
  private final Models models;
  private final Timings timings;
  private final List<String> notes;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Set<String> uncut = new HashSet<>();

  /// @param notes hears what could not be counted
  PlannedTexts(
      CorpusStore documents,
      VectorStore vectors,
      Cutter cutter,
      Models models,
      Timings timings,
      List<String> notes) {
    this.documents = documents;
    this.vectors = vectors;
    this.cutter = cutter;
    this.models = models;
    this.timings = timings;
    this.notes = notes;
  }

  void count(Prepared prepared) {
    for (var chunking : prepared.chunkings()) {
      if (chunking.value() instanceof Semantic semantic) {
        sentences(prepared.corpora().of(chunking), chunking.name(), semantic);
      }
    }
    for (Model model : prepared.file().factors().model()) {
      Embedder embedder = models.embedder(model);
      Count count = of(model, embedder);
      for (var chunking : prepared.chunkings()) {
        if (Indexes.models(prepared, chunking).contains(model)) {
          chunks(prepared.corpora().of(chunking), chunking, count);
        }
      }
      // Questions are embedded for every model, those of no configuration too.
      count.add(prepared.queries(), Role.QUERY);
    }
  }

  /// Whether a chunking cannot be cut before its sentences are embedded.
  boolean uncut(Configuration configuration) {
    return uncut.contains(configuration.chunking().name());
  }

  List<Plan.Embedding> embeddings() {
    return counts.values().stream().map(Count::embedding).toList();
  }

  /// Of the vectors to come: each stands in the ledger and in Milvus.
  long bytes() {
    return counts.values().stream().mapToLong(Count::bytes).sum();
  }

  private Count of(Model model, Embedder embedder) {
    return counts.computeIfAbsent(embedder.fingerprint(), _ -> new Count(model, embedder));
  }

  private void sentences(String corpus, String chunking, Semantic semantic) {
    var model = new Embedded(semantic.of());
    Count count = of(model, models.embedder(model));
    int before = count.missing;
    windows(corpus, document -> semantic.texts(document), count);
    if (count.missing > before) {
      uncut.add(chunking);
      notes.add(
          "chunking '%s' cuts by the vectors of sentences that are not there yet: its chunks are estimated from the length of the documents"
              .formatted(chunking));
    }
  }

  private void chunks(String corpus, Named<Chunking> chunking, Count count) {
    if (chunking.value() instanceof Semantic semantic && uncut.contains(chunking.name())) {
      documents.each(
          corpus, document -> count.estimate(Tokens.count(document.text()), semantic.maxTokens()));
    } else {
      windows(
          corpus,
          document -> cutter.cut(chunking.value(), document).stream().map(Chunk::text).toList(),
          count);
    }
  }

  private interface Texts {
    List<String> of(Document document);
  }

  private void windows(String corpus, Texts texts, Count count) {
    var window = new ArrayList<String>();
    documents.each(
        corpus,
        document -> {
          window.addAll(texts.of(document));
          if (window.size() >= WINDOW) {
            count.add(window, Role.DOCUMENT);
            window.clear();
          }
        });
    count.add(window, Role.DOCUMENT);
  }

  /// Texts of one model, each counted once.
  private final class Count {
    private final Model model;
    private final Embedder embedder;
    private final Set<String> seen = new HashSet<>();
    private final List<String> sample = new ArrayList<>();
    private int missing;
    private int cached;
    private long tokens;
    private boolean exact;

    Count(Model model, Embedder embedder) {
      this.model = model;
      this.embedder = embedder;
      this.exact = embedder instanceof OnnxEmbedder;
    }

    void add(List<String> texts, Role role) {
      var fresh = texts.stream().filter(text -> seen.add(role + text)).toList();
      var open = vectors.missing(embedder.fingerprint(), role, fresh);
      missing += open.size();
      cached += fresh.size() - open.size();
      for (String text : open) {
        tokens += embedder instanceof OnnxEmbedder o ? o.tokens(text, role) : Tokens.count(text);
      }
      if (role == Role.DOCUMENT) {
        open.stream().limit(MEASURED - sample.size()).forEach(sample::add);
      }
    }

    /// Chunks that nobody can cut yet: as few as hold the document.
    void estimate(int documentTokens, int chunkTokens) {
      exact = false;
      tokens += documentTokens;
      missing += Math.max(1, Math.ceilDiv(documentTokens, chunkTokens));
    }

    Plan.Embedding embedding() {
      Price price = model instanceof Http http ? http.price() : null;
      boolean local = embedder instanceof OnnxEmbedder;
      return new Plan.Embedding(
          model.name(),
          missing,
          cached,
          tokens,
          exact,
          local ? BigDecimal.ZERO : price == null ? null : price.of(tokens),
          price == null ? null : price.currency(),
          seconds());
    }

    private Timings.@Nullable Time seconds() {
      if (missing == 0) {
        return Timings.Time.NOTHING;
      }
      var rate = timings.of(Timings.embedding(embedder.fingerprint()));
      if (rate == null && embedder instanceof OnnxEmbedder onnx && !sample.isEmpty()) {
        rate = measured(onnx);
      }
      return rate == null ? null : rate.time((double) tokens, (double) tokens);
    }

    /// Embeds a few texts and keeps nothing of them. The first round warms up.
    private Timings.Rate measured(OnnxEmbedder onnx) {
      long read = sample.stream().mapToLong(text -> onnx.tokens(text, Role.DOCUMENT)).sum();
      var pieces = new ArrayList<Timings.Piece>();
      for (int round = 0; round <= ROUNDS; round++) {
        long start = System.nanoTime();
        onnx.embed(sample, Role.DOCUMENT, (_, _) -> {});
        if (round > 0) {
          pieces.add(new Timings.Piece(read, (System.nanoTime() - start) / 1e9));
        }
      }
      return Timings.rate(pieces, "measured now on %d texts".formatted(sample.size()));
    }

    private long bytes() {
      Integer dimensions = model.card().dimensions();
      return (long) missing * (dimensions == null ? 384 : dimensions) * Float.BYTES * 2;
    }
  }
}
