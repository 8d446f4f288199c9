package dev.assay.plan;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Tokens;
import dev.assay.experiment.Budget;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.Grid;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Models;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Rerankers;
import dev.assay.experiment.Timings;
import dev.assay.experiment.VectorStore;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Power;
import dev.assay.run.Indexes;
import dev.assay.run.Lexicons;
import dev.assay.run.Reranking;
import dev.assay.yaml.Named;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts what a run would do. Documents are read into the ledger, chunks cut and terms counted, as
/// the run would; nothing is searched or asked, and no vector is kept.
public final class Planner {
  private static final int WINDOW = 1024;
  private static final double ASSUMED_SD = 0.3;
  private static final double ASSUMED_CORRELATION = 0.1;
  private static final double LEVEL = 0.05;
  private static final double POWER = 0.8;

  /// Tokens of a chunk that cannot be cut yet.
  private static final int CHUNK_TOKENS = 200;

  private final Ledger ledger;
  private final CorpusStore documents;
  private final VectorStore vectors;
  private final Cutter cutter;
  private final Models models;
  private final Timings timings;

  public Planner(
      Ledger ledger, CorpusStore documents, VectorStore vectors, Cutter cutter, Models models) {
    this.ledger = ledger;
    this.documents = documents;
    this.vectors = vectors;
    this.cutter = cutter;
    this.models = models;
    this.timings = new Timings(ledger);
  }

  /// Counts what a run of an experiment has yet to do.
  ///
  /// @param server the Milvus server, or `lite`
  public Plan plan(Prepared prepared, String server) {
    var notes = new ArrayList<String>();
    var texts = new PlannedTexts(documents, vectors, cutter, models, timings, notes);
    texts.count(prepared);
    Prepared cuttable = prepared.only(configuration -> !texts.uncut(configuration));
    int questions = prepared.golden().questions().size();
    try (var meter = new Meter(_ -> {});
        var rerankers =
            new Rerankers(ledger, new Budget.Spending(Budget.NONE), prepared.prompts())) {
      var store = new LegStore(ledger);
      PlannedLegs legs = legs(cuttable, server, store, rerankers, meter);
      Map<String, Chunks> chunks = chunks(cuttable);
      long chunkTokens = chunkTokens(cuttable);
      var reranking =
          new Reranking(ledger, store, vectors, rerankers, legs.manifest(), legs.rankings(), meter);
      List<Plan.Scoring> scoring =
          scoring(
              prepared,
              cuttable,
              new PlannedScoring(reranking, legs, rerankers, timings, prepared.prompts()),
              chunks,
              chunkTokens);
      var judging =
          new PlannedJudging(ledger, cuttable, legs, chunks, timings, notes)
              .calls(prepared.configurations().size(), chunkTokens);
      List<Plan.Embedding> embeddings = texts.embeddings();
      Plan.Engine engine = legs.engine(timings);
      int cells = questions * prepared.configurations().size();
      int cached = cuttable.configurations().stream().mapToInt(legs::cached).sum();
      return new Plan(
          prepared.id(),
          prepared.configurations().size(),
          questions,
          cells,
          cached,
          documents.count(prepared.corpora()),
          embeddings,
          engine,
          scoring,
          judging.answerer(),
          judging.judge(),
          total(embeddings, engine, scoring, judging),
          texts.bytes(),
          cached == cells
              && embeddings.stream().allMatch(model -> model.texts() == 0)
              && engine.rows() == 0
              && Stream.of(judging.answerer(), judging.judge())
                  .allMatch(calls -> calls == null || calls.high() == 0),
          detectable(prepared),
          List.copyOf(new LinkedHashSet<>(notes)));
    }
  }

  private PlannedLegs legs(
      Prepared prepared, String server, LegStore store, Rerankers rerankers, Meter meter) {
    var lexicons = new Lexicons(ledger, documents, cutter);
    var indexes =
        new Indexes(
            ledger,
            documents,
            vectors,
            cutter,
            store,
            () -> {
              throw new IllegalStateException("a plan starts no engine");
            },
            meter);
    return new PlannedLegs(
        store,
        indexes,
        prepared,
        Indexes.contents(prepared, server, models, lexicons, cutter),
        server,
        models,
        rerankers);
  }

  private Map<String, Chunks> chunks(Prepared prepared) {
    return prepared.chunkings().stream()
        .collect(
            Collectors.toMap(
                Named::name,
                chunking ->
                    new Chunks(
                        documents, cutter, prepared.corpora().of(chunking), chunking.value())));
  }

  private static List<Plan.Scoring> scoring(
      Prepared prepared,
      Prepared cuttable,
      PlannedScoring planned,
      Map<String, Chunks> chunks,
      long chunkTokens) {
    return prepared.file().factors().reranker().stream()
        .map(reranker ->
            planned.of(
                reranker,
                cuttable.configurations().stream()
                    .filter(configuration -> configuration.reranker().equals(reranker))
                    .toList(),
                prepared.queries().stream().distinct().toList(),
                chunks,
                chunkTokens))
        .filter(Objects::nonNull)
        .toList();
  }

  /// Of a chunk, the mean of the first documents'.
  private long chunkTokens(Prepared prepared) {
    if (prepared.chunkings().isEmpty()) {
      return CHUNK_TOKENS;
    }
    var chunking = prepared.chunkings().getFirst();
    long[] sums = {0, 0};
    documents.each(
        prepared.corpora().of(chunking),
        document -> {
          if (sums[1] < WINDOW) {
            for (Chunk chunk : cutter.cut(chunking.value(), document)) {
              sums[0] += Tokens.count(chunk.text());
              sums[1]++;
            }
          }
        });
    return sums[1] == 0 ? 0 : sums[0] / sums[1];
  }

  /// One thing that costs money or time.
  private record Part(
      String name,
      @Nullable BigDecimal lowCost,
      @Nullable BigDecimal highCost,
      @Nullable String currency,
      Timings.@Nullable Time seconds) {}

  private static Plan.Total total(
      List<Plan.Embedding> embeddings,
      Plan.Engine engine,
      List<Plan.Scoring> scoring,
      PlannedJudging.Planned judging) {
    var parts = new ArrayList<Part>();
    embeddings.forEach(model ->
        parts.add(
            new Part(
                "model " + model.model(),
                model.cost(),
                model.cost(),
                model.currency(),
                model.seconds())));
    parts.add(new Part("Milvus", BigDecimal.ZERO, BigDecimal.ZERO, null, engine.seconds()));
    scoring.forEach(
        one -> parts.add(calls("reranker " + one.reranker(), one.calls(), one.seconds())));
    var answerer = judging.answerer();
    if (answerer != null) {
      parts.add(calls("answerer " + answerer.model(), answerer, answerer.seconds()));
    }
    var judge = judging.judge();
    if (judge != null) {
      parts.add(calls("judge " + judge.model(), judge, judge.seconds()));
    }
    return total(parts);
  }

  private static Part calls(
      String name, Plan.@Nullable Calls calls, Timings.@Nullable Time seconds) {
    return calls == null
        ? new Part(name, BigDecimal.ZERO, BigDecimal.ZERO, null, seconds)
        : new Part(name, calls.lowCost(), calls.highCost(), calls.currency(), seconds);
  }

  private static Plan.Total total(List<Part> parts) {
    var unknown =
        Stream.concat(
                parts.stream()
                    .filter(part -> part.lowCost() == null)
                    .map(part -> "the price of " + part.name()),
                parts.stream()
                    .filter(part -> part.seconds() == null)
                    .map(part -> "the time of " + part.name()))
            .toList();
    var currencies =
        parts.stream().map(Part::currency).filter(Objects::nonNull).distinct().toList();
    boolean priced =
        currencies.size() <= 1 && parts.stream().allMatch(part -> part.lowCost() != null);
    return new Plan.Total(
        priced ? sum(parts, Part::lowCost) : null,
        priced ? sum(parts, Part::highCost) : null,
        priced && !currencies.isEmpty() ? currencies.getFirst() : null,
        seconds(parts, Timings.Time::low),
        seconds(parts, Timings.Time::high),
        unknown);
  }

  private static BigDecimal sum(List<Part> parts, Function<Part, @Nullable BigDecimal> cost) {
    return parts.stream()
        .map(cost)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double seconds(List<Part> parts, Function<Timings.Time, Double> end) {
    return parts.stream().map(Part::seconds).filter(Objects::nonNull).mapToDouble(end::apply).sum();
  }

  private Plan.Detectable detectable(Prepared prepared) {
    String measure = prepared.file().decision().primary();
    List<GoldenQuestion> asked =
        prepared.golden().questions().stream().filter(GoldenQuestion::answerable).toList();
    int n = asked.size();
    int candidates = Math.max(1, prepared.configurations().size() - 1);
    Map<String, String> clusterOf = new HashMap<>();
    asked.forEach(q -> clusterOf.put(q.id(), prepared.file().statistics().cluster().of(q)));
    Spread earlier = earlier(prepared, measure, clusterOf);
    Spread spread = earlier == null ? new Spread(ASSUMED_SD, ASSUMED_CORRELATION) : earlier;
    double effect =
        Power.clusterFactor(Power.clusterSize(clusterOf.values()), spread.correlation());
    var power = new Power(LEVEL / candidates, POWER);
    double minimum = prepared.file().decision().minimumDifference();
    long needed =
        minimum <= 0
            ? n
            : (long) Math.ceil(effect * power.questions(spread.standardDeviation(), minimum));
    return new Plan.Detectable(
        measure,
        n,
        candidates,
        spread.standardDeviation(),
        earlier == null,
        (int) clusterOf.values().stream().distinct().count(),
        spread.correlation(),
        effect,
        n == 0 ? 1 : power.detectable(spread.standardDeviation(), n / effect),
        minimum,
        Math.max(0, needed - n));
  }

  /// @param correlation of deltas within a cluster
  private record Spread(double standardDeviation, double correlation) {}

  /// The largest spread of deltas in the newest finished run of the name; null without one that has
  /// two configurations.
  ///
  /// @param clusterOf of a question's id
  private @Nullable Spread earlier(
      Prepared prepared, String measure, Map<String, String> clusterOf) {
    var store = new ExperimentStore(ledger);
    for (ExperimentRecord experiment : store.all()) {
      if (experiment.name().equals(prepared.file().name())
          && experiment.state() == ExperimentRecord.State.FINISHED
          && !experiment.partial()) {
        var file = ExperimentFile.parse(experiment.file(), experiment.settings());
        return spread(
            store.cells(experiment.id(), null), Grid.baseline(file).id(), measure, clusterOf);
      }
    }
    return null;
  }

  private static @Nullable Spread spread(
      List<Cell> cells, String baseline, String measure, Map<String, String> clusterOf) {
    var byConfiguration = new TreeMap<String, Map<String, Double>>();
    for (Cell cell : cells) {
      Double value = cell.scores().get(measure);
      if (value != null && clusterOf.containsKey(cell.question())) {
        byConfiguration
            .computeIfAbsent(cell.configuration(), _ -> new TreeMap<>())
            .put(cell.question(), value);
      }
    }
    var base = byConfiguration.remove(baseline);
    if (base == null) {
      return null;
    }
    Spread largest = null;
    for (var other : byConfiguration.values()) {
      var both = other.keySet().stream().filter(base::containsKey).toList();
      double[] deltas =
          both.stream()
              .mapToDouble(q -> other.getOrDefault(q, 0.0) - base.getOrDefault(q, 0.0))
              .toArray();
      double mean = Arrays.stream(deltas).average().orElse(0);
      double squares = Arrays.stream(deltas).map(d -> (d - mean) * (d - mean)).sum();
      double sd = deltas.length < 2 ? 0 : Math.sqrt(squares / (deltas.length - 1));
      if (sd > 0 && (largest == null || sd > largest.standardDeviation())) {
        largest =
            new Spread(sd, Power.correlation(deltas, both.stream().map(clusterOf::get).toList()));
      }
    }
    return largest;
  }
}
