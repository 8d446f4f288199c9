package dev.assay.run;

import dev.assay.embed.Role;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Timings;
import dev.assay.experiment.VectorStore;
import dev.assay.lexical.Lexicon;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.LegRankings;
import dev.assay.milvus.Milvus;
import dev.assay.milvus.SearchCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Fetches the legs that are not stored yet, many questions a call, and times a sample of them one
/// question a call.
final class Searches {
  /// Questions a batch: small enough that a killed run loses little, large enough to be fast.
  private static final int BATCH = 100;

  /// Single searches timed per leg.
  private static final int TIMED = 30;

  private final LegStore legs;
  private final VectorStore vectors;
  private final Supplier<Milvus> milvus;
  private final Meter meter;
  private final Timings timings;
  private final Set<String> loaded = new HashSet<>();

  Searches(
      LegStore legs, VectorStore vectors, Supplier<Milvus> milvus, Meter meter, Timings timings) {
    this.timings = timings;
    this.legs = legs;
    this.vectors = vectors;
    this.milvus = milvus;
    this.meter = meter;
  }

  /// Fetches every leg that a configuration of the experiment uses.
  void all(
      Prepared prepared, Manifest manifest, List<Indexes.Content> contents, Rankings rankings) {
    String work = Timings.search(contents.getFirst().server());
    var lexiconOf = new HashMap<String, Lexicon>();
    contents.forEach(content -> lexiconOf.put(content.collection(), content.lexicon()));
    var done = new LinkedHashSet<LegStore.Key>();
    for (Configuration configuration : prepared.configurations()) {
      for (LegStore.Key key : rankings.keys(configuration)) {
        if (!done.add(key)) {
          continue;
        }
        switch (key.kind()) {
          case DENSE -> {
            String model = Objects.requireNonNull(configuration.model()).name();
            String fingerprint = Objects.requireNonNull(manifest.models().get(model));
            timed(work, key, manifest, () -> dense(key, fingerprint, prepared.queries()));
          }
          case SPARSE -> {
            Lexicon lexicon = Objects.requireNonNull(lexiconOf.get(key.collection()));
            timed(work, key, manifest, () -> sparse(key, lexicon, prepared.queries()));
          }
          case RERANKED -> throw new IllegalStateException("searched: " + key);
        }
      }
    }
  }

  /// Keeps how long the searches took, for each chunk that they looked at.
  private void timed(String work, LegStore.Key key, Manifest manifest, IntSupplier searches) {
    long start = System.nanoTime();
    long asked = searches.getAsInt();
    timings.add(
        work, asked * manifest.chunksOf(key.collection()), (System.nanoTime() - start) / 1e9);
  }

  private interface Leg {
    LegRankings search(ChunkCollection collection, List<String> queries);
  }

  private int dense(LegStore.Key key, String model, List<String> queries) {
    return fetch(
        key,
        queries,
        (collection, batch) ->
            collection.dense(
                vectors.all(model, Role.QUERY, batch).stream()
                    .map(VectorStore.Stored::components)
                    .toList(),
                key.depth()));
  }

  private int sparse(LegStore.Key key, Lexicon lexicon, List<String> queries) {
    return fetch(
        key,
        queries,
        (collection, batch) ->
            collection.sparse(batch.stream().map(lexicon::query).toList(), key.depth()));
  }

  /// Searches for the questions that have no list yet.
  ///
  /// @return how many they were
  private int fetch(LegStore.Key key, List<String> queries, Leg leg) {
    List<String> missing =
        queries.stream().distinct().filter(query -> !legs.contains(key, query)).toList();
    boolean timed = legs.latencies(key).isPresent();
    if (missing.isEmpty() && timed) {
      return 0;
    }
    meter.begin("search", Rankings.name(key.kind()), "questions", missing.size());
    ChunkCollection collection = milvus.get().collection(key.collection());
    if (loaded.add(key.collection())) {
      collection.load();
    }
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<String> batch = missing.subList(from, Math.min(from + BATCH, missing.size()));
      legs.put(key, batch, leg.search(collection, batch).rankings());
      meter.add(batch.size());
    }
    if (!timed) {
      legs.putLatencies(key, time(collection, queries, leg));
    }
    return missing.size();
  }

  private static List<Double> time(ChunkCollection collection, List<String> queries, Leg leg) {
    var milliseconds = new ArrayList<Double>();
    for (String query : queries.subList(0, Math.min(TIMED, queries.size()))) {
      leg.search(collection, List.of(query)).calls().stream()
          .map(SearchCall::millisPerQuery)
          .forEach(milliseconds::add);
    }
    return milliseconds;
  }
}
