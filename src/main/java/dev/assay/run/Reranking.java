package dev.assay.run;

import dev.assay.AssayException;
import dev.assay.Sha256;
import dev.assay.corpus.Chunk;
import dev.assay.embed.PassageScorer.Scored;
import dev.assay.embed.Role;
import dev.assay.embed.Vectors;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Concurrent;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Reranker;
import dev.assay.experiment.Rerankers;
import dev.assay.experiment.VectorStore;
import dev.assay.http.FailureStreak;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Reorders the first hits of every configuration that has a reranker. Scores are kept by reranker,
/// question and text, so that none is computed or paid for twice; orders are kept like legs. What a
/// question came to is committed at once. A question whose passages could not be scored has no
/// order, and its reason instead; after some failures in a row the others are not asked.
public final class Reranking {
  private static final int MOST_FAILURES = 5;

  private final Ledger ledger;
  private final LegStore legs;
  private final PassageScores scores;
  private final VectorStore vectors;
  private final Rerankers rerankers;
  private final Manifest manifest;
  private final Rankings rankings;
  private final Meter meter;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Reranker, FailureStreak> failures = new HashMap<>();

  public Reranking(
      Ledger ledger,
      LegStore legs,
      VectorStore vectors,
      Rerankers rerankers,
      Manifest manifest,
      Rankings rankings,
      Meter meter) {
    this.ledger = ledger;
    this.legs = legs;
    this.scores = new PassageScores(ledger);
    this.vectors = vectors;
    this.rerankers = rerankers;
    this.manifest = manifest;
    this.rankings = rankings;
    this.meter = meter;
  }

  /// Questions whose passages were sent to a model.
  int calls() {
    return calls.get();
  }

  /// @throws dev.assay.BudgetReached at the budget of language models; every order and score that
  ///   was there is kept
  void all(Prepared prepared, Cuts cuts) {
    for (Configuration configuration : prepared.configurations()) {
      LegStore.Key key = rankings.rerankedKey(configuration);
      if (key != null) {
        rerank(configuration, key, prepared.queries(), cuts.of(configuration));
      }
    }
  }

  /// How many of the passages that were ordered their cross-encoder saw only the beginning of, by
  /// the id of a configuration; without those that have none.
  Map<String, Integer> truncated(Prepared prepared, Cuts cuts) {
    var truncated = new HashMap<String, Integer>();
    for (Configuration configuration : prepared.configurations()) {
      if (configuration.reranker().value() instanceof Reranker.CrossEncoder) {
        truncated.put(
            configuration.id(),
            truncated(configuration, prepared.queries(), cuts.of(configuration)));
      }
    }
    return truncated;
  }

  private int truncated(Configuration configuration, List<String> queries, Chunks chunks) {
    var cut = scores.truncated(fingerprint(configuration));
    int count = 0;
    for (String query : queries) {
      Set<String> passages = cut.getOrDefault(Sha256.of(query), Set.of());
      Optional<Ranking> order =
          passages.isEmpty() ? Optional.empty() : rankings.reordered(configuration, query);
      count +=
          (int)
              order.stream()
                  .flatMap(ranking -> ranking.hits().stream())
                  .map(hit -> Sha256.of(chunks.returned(chunks.find(hit.id()))))
                  .filter(passages::contains)
                  .count();
    }
    return count;
  }

  /// The passages of one question, in the order of fusion.
  ///
  /// @param texts what a reader gets
  /// @param searched what was embedded
  private record Candidates(
      String query, List<Hit> hits, List<String> texts, List<String> searched) {}

  private void rerank(
      Configuration configuration, LegStore.Key key, List<String> queries, Chunks chunks) {
    var missing = queries.stream().distinct().filter(query -> !legs.contains(key, query)).toList();
    if (missing.isEmpty()) {
      return;
    }
    meter.begin("rerank", configuration.label(), "questions", missing.size());
    Reranker reranker = configuration.reranker().value();
    var streak = failures.computeIfAbsent(reranker, _ -> new FailureStreak(MOST_FAILURES));
    var _ =
        Concurrent.each(
            missing,
            rerankers.concurrency(reranker),
            "reranking",
            meter,
            query -> {
              Candidates candidates = candidates(configuration, query, reranker.depth(), chunks);
              return () -> {
                attempt(configuration, key, candidates, streak);
                return candidates;
              };
            });
  }

  /// The passages of a question that its reranker has not scored; none where its order is kept.
  /// Empty where they cannot be told yet, because a leg is not there.
  public Optional<List<String>> unscored(Configuration configuration, String query, Chunks chunks) {
    LegStore.Key key = rankings.rerankedKey(configuration);
    if (key == null || legs.contains(key, query)) {
      return Optional.of(List.of());
    }
    if (rankings.fused(configuration, query).isEmpty()) {
      return Optional.empty();
    }
    int depth = configuration.reranker().value().depth();
    return Optional.of(unscored(configuration, candidates(configuration, query, depth, chunks)));
  }

  private List<String> unscored(Configuration configuration, Candidates candidates) {
    var known = known(configuration, candidates.query());
    return candidates.texts().stream()
        .distinct()
        .filter(text -> !known.containsKey(Sha256.of(text)))
        .toList();
  }

  private Map<String, PassageScores.Known> known(Configuration configuration, String query) {
    return scores.of(
        fingerprint(configuration), rerankers.former(configuration.reranker().value()), query);
  }

  private Candidates candidates(
      Configuration configuration, String query, int depth, Chunks chunks) {
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

  private void attempt(
      Configuration configuration, LegStore.Key key, Candidates candidates, FailureStreak streak)
      throws InterruptedException {
    String lost = streak.lost();
    if (lost != null) {
      legs.fail(key, candidates.query(), lost);
      return;
    }
    try {
      if (order(configuration, key, candidates)) {
        calls.incrementAndGet();
        streak.succeeded();
      }
    } catch (AssayException e) {
      String why = String.valueOf(e.getMessage());
      streak.failed(why);
      legs.fail(key, candidates.query(), why);
    }
  }

  /// @return whether a model scored passages
  private boolean order(Configuration configuration, LegStore.Key key, Candidates candidates)
      throws InterruptedException {
    long start = System.nanoTime();
    if (candidates.hits().isEmpty()) {
      keep(key, candidates, new double[0], null);
      return false;
    }
    if (configuration.reranker().value() instanceof Reranker.Mmr mmr) {
      double[] marginal = marginal(configuration, mmr, candidates);
      keep(key, candidates, marginal, since(start));
      return false;
    }
    return byModel(configuration, key, candidates, start);
  }

  private boolean byModel(
      Configuration configuration, LegStore.Key key, Candidates candidates, long start)
      throws InterruptedException {
    String reranker = fingerprint(configuration);
    Map<String, PassageScores.Known> known = known(configuration, candidates.query());
    List<String> missing = unscored(configuration, candidates);
    if (!missing.isEmpty()) {
      List<Scored> scored =
          rerankers.score(configuration.reranker().value(), candidates.query(), missing);
      double milliseconds = since(start) / missing.size();
      scores.put(reranker, candidates.query(), missing, scored, milliseconds);
      for (int i = 0; i < missing.size(); i++) {
        known.put(
            Sha256.of(missing.get(i)),
            new PassageScores.Known(scored.get(i).score(), milliseconds));
      }
    }
    List<PassageScores.Known> all =
        candidates.texts().stream()
            .map(text -> Objects.requireNonNull(known.get(Sha256.of(text))))
            .toList();
    keep(
        key,
        candidates,
        all.stream().mapToDouble(PassageScores.Known::score).toArray(),
        milliseconds(all));
    return !missing.isEmpty();
  }

  /// Null where the time of one is not known.
  private static @Nullable Double milliseconds(List<PassageScores.Known> all) {
    double sum = 0;
    for (var known : all) {
      if (known.milliseconds() == null) {
        return null;
      }
      sum += known.milliseconds();
    }
    return sum;
  }

  private String fingerprint(Configuration configuration) {
    return Objects.requireNonNull(
        Objects.requireNonNull(manifest.rerankers()).get(configuration.reranker().name()));
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  /// Keeps the order and the time it took, or would have taken.
  ///
  /// @param milliseconds null where nothing was timed
  private void keep(
      LegStore.Key key, Candidates candidates, double[] inOrder, @Nullable Double milliseconds) {
    ledger.inTransaction(() -> {
      legs.put(key, List.of(candidates.query()), List.of(ranking(candidates.hits(), inOrder)));
      if (milliseconds != null) {
        legs.addLatency(key, milliseconds);
      }
      return true;
    });
  }

  /// Scores that stand for the places: the first has 1, the last of n has 1/n.
  private double[] marginal(Configuration configuration, Reranker.Mmr mmr, Candidates candidates) {
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
  private static Ranking ranking(List<Hit> hits, double[] scores) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i < scores.length; i++) {
      places.add(i);
    }
    places.sort((a, b) -> Double.compare(scores[b], scores[a]));
    return Ranking.inOrder(places.stream().map(i -> new Hit(hits.get(i).id(), scores[i])).toList());
  }
}
