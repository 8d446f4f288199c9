package dev.assay.run;

import dev.assay.AssayException;
import dev.assay.Sha256;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Semantic;
import dev.assay.embed.Embedder;
import dev.assay.embed.Model;
import dev.assay.embed.Role;
import dev.assay.experiment.ChunkWindows;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Models;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Retrieval;
import dev.assay.experiment.Timings;
import dev.assay.experiment.VectorStore;
import dev.assay.lexical.Lexicon;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.Milvus;
import dev.assay.milvus.Row;
import dev.assay.yaml.Named;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Makes sure that a collection holds every chunk of a corpus under one chunking, with the vectors
/// of one model and the sparse vectors of one BM25 setting. What is there and complete is left
/// alone.
public final class Indexes {
  private final Ledger ledger;
  private final CollectionStore collections;
  private final CorpusStore documents;
  private final VectorStore vectors;
  private final Cutter cutter;
  private final LegStore legs;
  private final Supplier<Milvus> milvus;
  private final Meter meter;
  private int embedded;

  public Indexes(
      Ledger ledger,
      CorpusStore documents,
      VectorStore vectors,
      Cutter cutter,
      LegStore legs,
      Supplier<Milvus> milvus,
      Meter meter) {
    this.ledger = ledger;
    this.collections = new CollectionStore(ledger);
    this.documents = documents;
    this.vectors = vectors;
    this.cutter = cutter;
    this.legs = legs;
    this.milvus = milvus;
    this.meter = meter;
  }

  /// What a collection is made of; its name is a hash of it.
  ///
  /// @param server the Milvus server, or `lite`
  /// @param cut what its chunks depend on beside the documents
  public record Content(
      String server,
      String corpus,
      Named<Chunking> chunking,
      String cut,
      String model,
      Embedder embedder,
      Retrieval.Bm25 bm25,
      String lexiconId,
      Lexicon lexicon) {
    public String collection() {
      String hash =
          new Sha256()
              .add(server)
              .add(corpus)
              .add(cut)
              .add(embedder.fingerprint())
              .add(bm25.toString())
              .add(lexiconId)
              .hex();
      return "c_" + hash.substring(0, 24);
    }
  }

  /// One collection per chunking and model that a configuration uses, with the first BM25 setting,
  /// and one more per further setting.
  public static List<Content> contents(
      Prepared prepared, String server, Models models, Lexicons lexicons, Cutter cutter) {
    var contents = new ArrayList<Content>();
    for (var chunking : prepared.chunkings()) {
      String corpus = prepared.corpora().of(chunking);
      var using =
          prepared.configurations().stream().filter(c -> c.chunking().equals(chunking)).toList();
      var settings = new LinkedHashSet<Retrieval.Bm25>();
      using.stream().map(Configuration::bm25).filter(Objects::nonNull).forEach(settings::add);
      if (settings.isEmpty()) {
        settings.add(Retrieval.Bm25.DEFAULT);
      }
      List<Model> beside = models(prepared, chunking);
      for (Retrieval.Bm25 bm25 : settings) {
        Lexicon lexicon = lexicons.of(corpus, chunking.value(), bm25);
        for (Model model : beside) {
          contents.add(
              new Content(
                  server,
                  corpus,
                  chunking,
                  cutter.fingerprint(chunking.value()),
                  model.name(),
                  models.embedder(model),
                  bm25,
                  lexicons.id(corpus, chunking.value(), bm25.analyzer()),
                  lexicon));
        }
        beside = List.of(beside.getFirst());
      }
    }
    return contents;
  }

  /// The models that embed the chunks of a chunking: those of its configurations; where BM25 alone
  /// retrieves, the first, since no collection is without dense vectors.
  public static List<Model> models(Prepared prepared, Named<Chunking> chunking) {
    List<Model> all = prepared.file().factors().model();
    var used =
        all.stream()
            .filter(model ->
                prepared.configurations().stream()
                    .anyMatch(c -> c.chunking().equals(chunking) && model.equals(c.model())))
            .toList();
    return used.isEmpty() ? List.of(all.getFirst()) : used;
  }

  /// How many texts were sent to a model.
  int embedded() {
    return embedded;
  }

  /// Embeds the sentences that a chunking must see before it can cut the corpus.
  void embedSentences(String corpus, Named<Chunking> chunking) {
    if (chunking.value() instanceof Semantic semantic) {
      meter.begin("embed", semantic.of() + ", " + chunking.name(), "sentences", 0);
      embedded += cutter.embed(documents, corpus, semantic, meter::add);
    }
  }

  /// Embeds every chunk of the corpus that has no vector yet.
  void embed(Content content) {
    if (complete(content)) {
      return;
    }
    meter.begin(
        "embed",
        content.model() + ", " + content.chunking().name(),
        "chunks",
        content.lexicon().chunks());
    windows(
        content,
        chunks -> {
          var texts = chunks.stream().map(Chunk::text).toList();
          int before = embedded;
          embedded += vectors.ensure(content.embedder(), Role.DOCUMENT, texts, meter::add);
          meter.add(texts.size() - (embedded - before));
        });
  }

  void embedQueries(String model, Embedder embedder, List<String> queries) {
    meter.begin("embed", model + ", questions", "questions", queries.size());
    embedded += vectors.ensure(embedder, Role.QUERY, queries, meter::add);
  }

  /// Fills the collection from the stored vectors.
  ///
  /// @throws AssayException if Milvus does not hold every chunk afterwards
  Manifest.Index index(Content content) {
    String name = content.collection();
    var known = collections.find(name);
    if (known.isPresent()) {
      return entry(content, known.get().chunks(), known.get().truncated());
    }
    meter.begin(
        "index",
        content.model() + ", " + content.chunking().name(),
        "chunks",
        content.lexicon().chunks());
    Milvus engine = milvus.get();
    long start = System.nanoTime();
    if (engine.exists(name)) {
      engine.drop(name);
    }
    legs.forget(name);
    ChunkCollection collection = engine.create(name, content.embedder().dimensions());
    int[] truncated = {0};
    windows(content, chunks -> truncated[0] += upsert(collection, content, chunks));
    int expected = content.lexicon().chunks();
    collections.filled(engine, name, collection, expected, truncated[0]);
    new Timings(ledger)
        .add(Timings.index(content.server()), expected, (System.nanoTime() - start) / 1e9);
    return entry(content, expected, truncated[0]);
  }

  private int upsert(ChunkCollection collection, Content content, List<Chunk> chunks) {
    var stored =
        vectors.all(
            content.embedder().fingerprint(),
            Role.DOCUMENT,
            chunks.stream().map(Chunk::text).toList());
    var rows = new ArrayList<Row>();
    int truncated = 0;
    for (int i = 0; i < chunks.size(); i++) {
      Chunk chunk = chunks.get(i);
      truncated += stored.get(i).truncated() ? 1 : 0;
      rows.add(
          CollectionStore.row(
              chunk,
              chunk.text(),
              stored.get(i).components(),
              content.lexicon().document(chunk.text())));
    }
    collection.upsert(rows);
    meter.add(rows.size());
    return truncated;
  }

  public boolean complete(Content content) {
    return collections.find(content.collection()).isPresent();
  }

  public static Manifest.Index entry(Content content, int chunks, int truncated) {
    return new Manifest.Index(
        content.chunking().name(),
        content.model(),
        content.bm25().toString(),
        content.collection(),
        content.lexiconId(),
        chunks,
        truncated);
  }

  private void windows(Content content, Consumer<List<Chunk>> consumer) {
    ChunkWindows.each(documents, cutter, content.corpus(), content.chunking().value(), consumer);
  }
}
