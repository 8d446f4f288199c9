package dev.assay.experiment;

import dev.assay.embed.Model;
import dev.assay.milvus.EngineInfo;
import dev.assay.yaml.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Where the legs of an experiment lie, so that a result can be shown and explained without opening
/// a model or Milvus.
///
/// @param models model name to fingerprint
/// @param rerankers reranker name to fingerprint; a manifest of an earlier version has none
/// @param prompts the texts of those that replaced built-in ones, by name; null or empty: none did
public record Manifest(
    EngineInfo engine,
    Map<String, String> models,
    List<Index> indexes,
    @Nullable Map<String, String> rerankers,
    @Nullable Map<String, String> prompts) {

  /// A collection and what is in it.
  ///
  /// @param bm25 the settings of its sparse vectors, as text
  /// @param lexicon the id of the term dictionary
  public record Index(
      String chunking,
      String model,
      String bm25,
      String collection,
      String lexicon,
      int chunks,
      int truncated) {}

  /// Describes an experiment down to the hashes of what it reads.
  ///
  /// @param rerankers opened where they must be, to tell what they are
  public static Manifest of(
      EngineInfo engine,
      Prepared prepared,
      List<Index> indexes,
      Models models,
      Rerankers rerankers) {
    var fingerprints = new LinkedHashMap<String, String>();
    for (Model model : prepared.models()) {
      fingerprints.put(model.name(), models.embedder(model).fingerprint());
    }
    var reranking = new LinkedHashMap<String, String>();
    for (Named<Reranker> reranker : prepared.rerankers()) {
      reranking.put(reranker.name(), rerankers.fingerprint(reranker.value()));
    }
    return new Manifest(engine, fingerprints, indexes, reranking, prepared.prompts().own());
  }

  /// How many chunks a collection holds.
  public int chunksOf(String collection) {
    return indexes.stream()
        .filter(index -> index.collection().equals(collection))
        .findFirst()
        .map(Index::chunks)
        .orElseThrow(() -> new NoSuchElementException("no collection " + collection));
  }

  /// How many chunks a chunking cut the corpus into.
  public int chunks(String chunking) {
    return indexes.stream()
        .filter(i -> i.chunking().equals(chunking))
        .findFirst()
        .map(Index::chunks)
        .orElseThrow(() -> new NoSuchElementException("no index for " + chunking));
  }

  /// Any index with these sparse vectors: BM25 is the same beside every model.
  public Index sparse(String chunking, String bm25) {
    return indexes.stream()
        .filter(i -> i.chunking().equals(chunking) && i.bm25().equals(bm25))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no index for " + chunking + ", " + bm25));
  }

  /// Any index with these dense vectors.
  public Index dense(String chunking, String model) {
    return indexes.stream()
        .filter(i -> i.chunking().equals(chunking) && i.model().equals(model))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no index for " + chunking + ", " + model));
  }
}
