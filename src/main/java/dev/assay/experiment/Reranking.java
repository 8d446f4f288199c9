package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.Sha256;
import dev.assay.corpus.Chunk;
import dev.assay.embed.Role;
import dev.assay.embed.Vectors;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Reorders the first hits of every configuration that has a reranker. Scores are kept by reranker,
/// question and text, so that none is computed or paid for twice; orders are kept like legs. A
/// question whose passages could not be scored has no order, and its reason instead.
final class Reranking {
  private final Ledger ledger;
  private final LegStore legs;
  private final VectorStore vectors;
  private final Rerankers rerankers;
  private final Meter meter;
  private int calls;

  Reranking(Ledger ledger, LegStore legs, VectorStore vectors, Rerankers rerankers, Meter meter) {
    this.ledger = ledger;
    this.legs = legs;
    this.vectors = vectors;
    this.rerankers = rerankers;
    this.meter = meter;
  }

  /// Questions whose passages were sent to a model.
  int calls() {
    return calls;
  }

  void all(Prepared prepared, Manifest manifest, Rankings rankings, Map<String, Chunks> chunks) {
    for (Configuration configuration : prepared.configurations()) {
      LegStore.Key key = rankings.rerankedKey(configuration);
      if (key != null) {
        var cut = Objects.requireNonNull(chunks.get(configuration.chunking().name()));
        rerank(configuration, key, prepared.queries(), manifest, rankings, cut);
      }
    }
  }

  /// The passages of one question, in the order of fusion.
  ///
  /// @param texts what a reader gets
  /// @param searched what was embedded
  private record Candidates(
      String query, List<Hit> hits, List<String> texts, List<String> searched) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Ordered(Candidates candidates, double[] scores, double milliseconds, int sent) {}

  private void rerank(
      Configuration configuration,
      LegStore.Key key,
      List<String> queries,
      Manifest manifest,
      Rankings rankings,
      Chunks chunks) {
    var missing = queries.stream().distinct().filter(query -> !legs.contains(key, query)).toList();
    if (missing.isEmpty()) {
      return;
    }
    meter.begin("rerank", configuration.label(), "questions", missing.size());
    Reranker reranker = configuration.reranker().value();
    var permits = new Semaphore(rerankers.concurrency(reranker));
    var milliseconds = new ArrayList<>(legs.latencies(key).orElse(List.of()));
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new LinkedHashMap<String, Future<Ordered>>();
      for (String query : missing) {
        Candidates candidates =
            candidates(configuration, query, reranker.depth(), rankings, chunks);
        permits.acquire();
        tasks.put(
            query,
            workers.submit(() -> {
              try {
                return order(configuration, candidates, manifest);
              } finally {
                permits.release();
                meter.add(1);
              }
            }));
      }
      for (var task : tasks.entrySet()) {
        try {
          Ordered ordered = task.getValue().get();
          legs.put(key, List.of(task.getKey()), List.of(ranking(ordered)));
          calls += ordered.sent() > 0 ? 1 : 0;
          if (reranker instanceof Reranker.Mmr) {
            milliseconds.add(ordered.milliseconds());
          } else if (ordered.sent() > 0) {
            // As if none of the passages had been known: the work grows with their number.
            milliseconds.add(
                ordered.milliseconds() * ordered.candidates().texts().size() / ordered.sent());
          }
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof AssayException failed)) {
            throw e.getCause() instanceof RuntimeException defect
                ? defect
                : new IllegalStateException(e.getCause());
          }
          legs.fail(key, task.getKey(), String.valueOf(failed.getMessage()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("interrupted while reranking; run again to go on", e);
    }
    legs.putLatencies(key, milliseconds);
  }

  private static Candidates candidates(
      Configuration configuration, String query, int depth, Rankings rankings, Chunks chunks) {
    List<Hit> hits =
        rankings
            .fused(configuration, query)
            .map(fused -> chunks.distinct(fused).top(depth).hits())
            .orElse(List.of());
    List<Chunk> found = hits.stream().map(hit -> chunks.find(hit.id())).toList();
    return new Candidates(
        query,
        hits,
        found.stream().map(chunks::returned).toList(),
        found.stream().map(Chunk::text).toList());
  }

  private Ordered order(Configuration configuration, Candidates candidates, Manifest manifest)
      throws InterruptedException {
    long start = System.nanoTime();
    if (candidates.hits().isEmpty()) {
      return new Ordered(candidates, new double[0], 0, 0);
    }
    if (configuration.reranker().value() instanceof Reranker.Mmr mmr) {
      double[] scores = marginal(configuration, mmr, candidates, manifest);
      return new Ordered(candidates, scores, since(start), 0);
    }
    String reranker =
        Objects.requireNonNull(
            Objects.requireNonNull(manifest.rerankers()).get(configuration.reranker().name()));
    var known = stored(reranker, candidates.query());
    List<String> missing =
        candidates.texts().stream()
            .distinct()
            .filter(t -> !known.containsKey(Sha256.of(t)))
            .toList();
    if (!missing.isEmpty()) {
      double[] scores =
          rerankers.score(configuration.reranker().value(), candidates.query(), missing);
      for (int i = 0; i < scores.length; i++) {
        known.put(Sha256.of(missing.get(i)), scores[i]);
      }
      keep(reranker, candidates.query(), missing, scores);
    }
    double milliseconds = since(start);
    double[] scores =
        candidates.texts().stream()
            .mapToDouble(text -> Objects.requireNonNull(known.get(Sha256.of(text))))
            .toArray();
    return new Ordered(candidates, scores, milliseconds, missing.size());
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private Map<String, Double> stored(String reranker, String query) {
    var known = new HashMap<String, Double>();
    ledger.each(
        "select passage, score from rerank_score where reranker = ? and query = ?",
        row -> known.put(row.getString(1), row.getDouble(2)),
        reranker,
        Sha256.of(query));
    return known;
  }

  private void keep(String reranker, String query, List<String> passages, double[] scores) {
    ledger.inTransaction(() -> {
      for (int i = 0; i < scores.length; i++) {
        ledger.update(
            "insert or replace into rerank_score values (?, ?, ?, ?)",
            reranker,
            Sha256.of(query),
            Sha256.of(passages.get(i)),
            scores[i]);
      }
      return true;
    });
  }

  /// Scores that stand for the places: the first has 1, the last of n has 1/n.
  private double[] marginal(
      Configuration configuration, Reranker.Mmr mmr, Candidates candidates, Manifest manifest) {
    var model = Objects.requireNonNull(configuration.model());
    String fingerprint = Objects.requireNonNull(manifest.models().get(model.name()));
    float[] query = vector(fingerprint, Role.QUERY, candidates.query());
    List<float[]> texts =
        candidates.searched().stream()
            .map(text -> vector(fingerprint, Role.DOCUMENT, text))
            .toList();
    double[] relevance = texts.stream().mapToDouble(text -> Vectors.cosine(query, text)).toArray();
    int[] order =
        new dev.assay.ranking.Mmr(mmr.lambda())
            .order(relevance, (a, b) -> Vectors.cosine(texts.get(a), texts.get(b)));
    double[] scores = new double[order.length];
    for (int place = 0; place < order.length; place++) {
      scores[order[place]] = (double) (order.length - place) / order.length;
    }
    return scores;
  }

  private float[] vector(String fingerprint, Role role, String text) {
    return vectors
        .find(fingerprint, role, text)
        .orElseThrow(() -> new AssayException("a vector is missing; run the experiment again"))
        .components();
  }

  /// By score; equal scores keep the order of fusion.
  private static Ranking ranking(Ordered ordered) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i < ordered.scores().length; i++) {
      places.add(i);
    }
    places.sort((a, b) -> Double.compare(ordered.scores()[b], ordered.scores()[a]));
    return Ranking.inOrder(
        places.stream()
            .map(i -> new Hit(ordered.candidates().hits().get(i).id(), ordered.scores()[i]))
            .toList());
  }
}
