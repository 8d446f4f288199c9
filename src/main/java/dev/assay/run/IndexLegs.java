package dev.assay.run;

import dev.assay.Sha256;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.embed.Role;
import dev.assay.experiment.ChunkWindows;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Meter;
import dev.assay.experiment.VectorStore;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.DenseIndex;
import dev.assay.milvus.Effort;
import dev.assay.milvus.EngineInfo;
import dev.assay.milvus.Milvus;
import dev.assay.milvus.Row;
import dev.assay.milvus.SearchCall;
import dev.assay.ranking.Ranking;
import dev.assay.yaml.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Dense legs of collections with some index, searched one question a call with some effort, and
/// kept beside the exact ones. Collections are filled from the stored vectors; nothing is embedded.
public final class IndexLegs {
  /// Searches before those that are timed: the first ones load and compile.
  private static final int WARM_UP = 20;

  /// What a row's sparse vector is where no sparse leg is searched: Milvus takes none that is
  /// empty.
  private static final SortedMap<Long, Float> NO_TERMS = new TreeMap<>(Map.of(0L, 1f));

  private final CollectionStore collections;
  private final CorpusStore documents;
  private final Cutter cutter;
  private final VectorStore vectors;
  private final LegStore legs;
  private final Engine engine;
  private final Meter meter;

  public IndexLegs(Ledger ledger, Cutter cutter, Engine engine, Meter meter) {
    this.collections = new CollectionStore(ledger);
    this.cutter = cutter;
    this.documents = new CorpusStore(ledger);
    this.vectors = new VectorStore(ledger);
    this.legs = new LegStore(ledger);
    this.engine = engine;
    this.meter = meter;
  }

  /// The vectors of a corpus under one chunking by one model, with an index.
  ///
  /// @param server the Milvus server, or `lite`
  /// @param cut what its chunks depend on beside the documents
  /// @param model its name, for whoever watches
  public record Content(
      String server,
      String corpus,
      Named<Chunking> chunking,
      String cut,
      String model,
      String fingerprint,
      int chunks,
      DenseIndex index) {
    public String collection() {
      String hash =
          new Sha256()
              .add(server)
              .add(corpus)
              .add(cut)
              .add(fingerprint)
              .add(index.toString())
              .hex();
      return "i_" + hash.substring(0, 24);
    }

    /// The same vectors with another index.
    public Content with(DenseIndex other) {
      return new Content(server, corpus, chunking, cut, model, fingerprint, chunks, other);
    }

    public LegStore.Key key(Effort effort, int depth) {
      return new LegStore.Key(collection() + " " + effort, LegStore.Kind.DENSE, depth);
    }
  }

  /// Searches what is not stored yet.
  public void ensure(Content content, List<Effort> efforts, List<String> queries, int depth) {
    List<Effort> missing =
        efforts.stream().filter(effort -> !stored(content.key(effort, depth), queries)).toList();
    if (missing.isEmpty()) {
      return;
    }
    List<float[]> asked =
        vectors.all(content.fingerprint(), Role.QUERY, queries).stream()
            .map(VectorStore.Stored::components)
            .toList();
    ChunkCollection collection = collection(content, asked.getFirst().length);
    for (Effort effort : missing) {
      meter.begin(
          "search",
          "%s, %s, %s".formatted(content.model(), content.index(), effort),
          "questions",
          queries.size());
      collection.dense(asked.subList(0, Math.min(WARM_UP, asked.size())), depth, effort);
      var rankings = new ArrayList<Ranking>();
      var milliseconds = new ArrayList<Double>();
      for (float[] query : asked) {
        var leg = collection.dense(List.of(query), depth, effort);
        rankings.add(leg.rankings().getFirst());
        milliseconds.add(leg.calls().stream().mapToDouble(SearchCall::millisPerQuery).sum());
        meter.add(1);
      }
      LegStore.Key key = content.key(effort, depth);
      legs.put(key, queries, rankings);
      legs.putLatencies(key, milliseconds);
    }
  }

  private boolean stored(LegStore.Key key, List<String> queries) {
    return legs.latencies(key).isPresent()
        && queries.stream().allMatch(query -> legs.contains(key, query));
  }

  /// What the chunks of a document depend on beside the document.
  public String cut(Chunking chunking) {
    return cutter.fingerprint(chunking);
  }

  /// The Milvus server, or `lite`.
  public String server() {
    return engine.server();
  }

  /// The engine that the collection was filled in, name and version.
  public String engine(Content content) {
    EngineInfo of = collections.find(content.collection()).orElseThrow().engine();
    return of.name() + " " + of.version();
  }

  private ChunkCollection collection(Content content, int dimensions) {
    String name = content.collection();
    Milvus milvus = engine.milvus();
    if (collections.find(name).isPresent() && milvus.exists(name)) {
      ChunkCollection collection = milvus.collection(name, content.index());
      collection.load();
      return collection;
    }
    legs.forget(name);
    milvus.drop(name);
    meter.begin(
        "index",
        "%s, %s, %s".formatted(content.model(), content.chunking().name(), content.index()),
        "chunks",
        content.chunks());
    ChunkCollection collection = milvus.create(name, dimensions, content.index());
    ChunkWindows.each(
        documents,
        cutter,
        content.corpus(),
        content.chunking().value(),
        chunks -> collection.upsert(rows(content, chunks)));
    collections.filled(milvus, name, collection, content.chunks(), 0);
    return collection;
  }

  private List<Row> rows(Content content, List<Chunk> chunks) {
    var stored =
        vectors.all(
            content.fingerprint(), Role.DOCUMENT, chunks.stream().map(Chunk::text).toList());
    var rows = new ArrayList<Row>();
    for (int i = 0; i < chunks.size(); i++) {
      rows.add(CollectionStore.row(chunks.get(i), "", stored.get(i).components(), NO_TERMS));
    }
    meter.add(rows.size());
    return rows;
  }
}
