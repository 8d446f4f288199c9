package dev.assay.run;

import dev.assay.corpus.Rejected;
import dev.assay.embed.Role;
import dev.assay.experiment.Budget;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Cells;
import dev.assay.experiment.Comparer;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Event;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.GoldenJson;
import dev.assay.experiment.HumanGrades;
import dev.assay.experiment.Leaderboard;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Models;
import dev.assay.experiment.Partial;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Progress;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Rerankers;
import dev.assay.experiment.Result;
import dev.assay.experiment.Scorer;
import dev.assay.experiment.Timings;
import dev.assay.experiment.VectorStore;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.measure.Measure;
import dev.assay.verdicts.Judging;
import dev.assay.verdicts.WordVectors;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs an experiment from its file to its result: read, embed, index, search, measure, judge. Each
/// stage keeps what it made in the ledger and does only what is missing there, so a run that was
/// killed goes on where it stopped.
public final class Runner implements AutoCloseable {
  private final Ledger ledger;
  private final Path stateFolder;
  private final Clock clock;
  private final Meter meter;
  private final Consumer<String> notes;

  private final CorpusStore documents;
  private final VectorStore vectors;
  private final Cutter cutter;
  private final LegStore legs;
  private final ExperimentStore experiments;
  private final Lexicons lexicons;
  private final Models models = new Models();
  private final WordVectors words = new WordVectors();
  private final Stopwatch stopwatch = new Stopwatch();
  private volatile @Nullable String running;

  /// @param listener hears of progress twice a second, on another thread
  /// @param notes hears of what a user should know: files that were left out
  public Runner(
      Ledger ledger,
      Path stateFolder,
      Clock clock,
      Consumer<Progress> listener,
      Consumer<String> notes) {
    this.ledger = ledger;
    this.stateFolder = stateFolder;
    this.clock = clock;
    this.notes = notes;
    this.documents = new CorpusStore(ledger);
    this.vectors = new VectorStore(ledger);
    this.cutter = new Cutter(vectors, models);
    this.legs = new LegStore(ledger);
    this.experiments = new ExperimentStore(ledger);
    this.lexicons = new Lexicons(ledger, documents, cutter);
    this.meter =
        new Meter(progress -> {
          listener.accept(progress);
          String experiment = running;
          if (experiment != null) {
            experiments.append(experiment, clock.instant(), new Event.Advanced(progress));
          }
        });
  }

  /// Runs an experiment, or goes on with it.
  ///
  /// @param request what of it
  public Result run(Path path, Partial.Request request) {
    meter.begin("read", path.toString(), "documents", 0);
    Prepared all =
        stopwatch.time(
            "index", () -> Prepared.read(path, documents, new HumanGrades(ledger), meter::reach));
    String whole = all.id();
    Prepared prepared = all.part(request);
    for (Rejected rejected : documents.rejected(prepared.corpora())) {
      notes.accept("left out " + rejected.file() + ": " + rejected.reason());
    }
    String hint = prepared.file().statistics().cluster().hint(prepared.golden().questions());
    if (hint != null) {
      notes.accept(hint);
    }
    Partial partial = prepared.partial();
    String id = partial == null ? whole : partial.id(whole);
    experiments.begin(
        new ExperimentRecord(
            id,
            prepared.file().name(),
            prepared.file().question(),
            prepared.path(),
            prepared.corpus(),
            prepared.golden().hash(),
            prepared.settings(),
            ExperimentRecord.State.RUNNING,
            clock.instant(),
            null,
            null),
        GoldenJson.write(prepared.golden().questions()));
    experiments.append(
        id,
        clock.instant(),
        new Event.Started(prepared.configurations().size(), prepared.golden().questions().size()));
    running = id;
    var spending = new Budget.Spending(prepared.file().judge().budget());
    try (var engine = new Engine(stateFolder, prepared.file().milvus());
        var rerankers = new Rerankers(ledger, spending, prepared.prompts())) {
      engine.endOrphan();
      Result result = run(id, prepared, engine, rerankers, spending);
      meter.close();
      experiments.append(id, clock.instant(), new Event.Finished(result.seconds().total()));
      return result;
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      experiments.fail(id, reason, clock.instant());
      experiments.append(id, clock.instant(), new Event.Stopped(reason));
      throw e;
    } finally {
      running = null;
    }
  }

  private Result run(
      String id, Prepared prepared, Engine engine, Rerankers rerankers, Budget.Spending spending) {
    ExperimentFile file = prepared.file();
    List<GoldenQuestion> questions = prepared.golden().questions();
    var indexes = new Indexes(ledger, documents, vectors, cutter, legs, engine::milvus, meter);
    stopwatch.run(
        "embed",
        () ->
            prepared
                .chunkings()
                .forEach(
                    chunking -> indexes.embedSentences(prepared.corpora().of(chunking), chunking)));
    List<Indexes.Content> contents =
        Indexes.contents(prepared, engine.server(), models, lexicons, cutter);
    stopwatch.run(
        "embed",
        () -> {
          contents.forEach(indexes::embed);
          prepared
              .models()
              .forEach(m -> indexes.embedQueries(m.name(), models.embedder(m), prepared.queries()));
        });
    List<Manifest.Index> filled =
        stopwatch.time("index", () -> contents.stream().map(indexes::index).toList());
    Manifest manifest =
        Manifest.of(
            new CollectionStore(ledger).find(filled.getFirst().collection()).orElseThrow().engine(),
            prepared,
            filled,
            models,
            rerankers);
    var rankings = new Rankings(legs, manifest, file.depth());
    stopwatch.run(
        "search",
        () ->
            new Searches(legs, vectors, engine::milvus, meter, new Timings(ledger))
                .all(prepared, manifest, contents, rankings));

    var cuts = new Cuts(documents, cutter, prepared.corpora(), prepared.chunkings());
    var reranking = new Reranking(ledger, legs, vectors, rerankers, manifest, rankings, meter);
    stopwatch.run("search", () -> reranking.all(prepared, cuts));
    List<Cell> cells = stopwatch.time("measure", () -> score(prepared, rankings, cuts));
    experiments.putCells(id, cells);
    var bootstrap =
        new Bootstrap(
            file.statistics().resamples(), 0.95, Interval.Method.BCA, file.statistics().seed());
    var leaderboard = new Leaderboard(file, questions, cells, bootstrap);
    List<String> order =
        stopwatch.time("measure", () -> leaderboard.order(prepared.configurations()));

    Map<String, Result.Judged> judged = new HashMap<>();
    try (var judging =
        new Judging(
            file.judge(), prepared.prompts(), spending, ledger, words, words::similarity, meter)) {
      stopwatch.run(
          "judge",
          () -> {
            for (Configuration configuration : prepared.configurations()) {
              int place = order.indexOf(configuration.id());
              if (place >= 0 && place < file.judge().count()) {
                judged.put(
                    configuration.id(),
                    judging.judge(
                        id,
                        configuration,
                        questions,
                        rankings,
                        cuts.of(configuration),
                        file.statistics().cluster(),
                        bootstrap));
              }
            }
          });
    }
    Map<String, Integer> truncated = reranking.truncated(prepared, cuts);
    List<Result.ConfigurationResult> configurations =
        stopwatch.time(
            "measure",
            () ->
                prepared.configurations().parallelStream()
                    .map(c ->
                        leaderboard.of(
                            c,
                            manifest.chunks(c.chunking().name()),
                            latencies(rankings, c),
                            truncated.get(c.id()),
                            judged.get(c.id())))
                    .toList());
    var comparer = new Comparer(id, file, questions, new Cells(cells));
    List<Result.ConfigurationResult> compared =
        stopwatch.time(
            "measure", () -> comparer.againstBaseline(prepared.configurations(), configurations));
    var result =
        new Result(
            id,
            manifest.engine(),
            new Result.CorpusSummary(
                file.corpusNames(),
                documents.count(prepared.corpora()),
                prepared.corpora().mark(),
                documents.rejected(prepared.corpora())),
            new Result.GoldenSummary(
                questions.size(),
                0,
                prepared.golden().hash().substring(0, 12),
                file.statistics().cluster() == ExperimentFile.Cluster.DOCUMENT ? null : "question"),
            file.decision().primary(),
            order.isEmpty() ? null : order.getFirst(),
            compared,
            new Result.Calls(
                indexes.embedded(),
                spending.calls(),
                engine.searchCalls(),
                reranking.calls() == 0 ? null : reranking.calls()),
            filled.stream().mapToInt(Manifest.Index::truncated).sum()
                + truncatedQueries(manifest, prepared.queries()),
            HeapPeak.megabytes(),
            stopwatch.seconds(),
            prepared.partial());
    experiments.finish(id, result, manifest, clock.instant());
    return result;
  }

  private List<Cell> score(Prepared prepared, Rankings rankings, Cuts cuts) {
    List<Measure> measures = prepared.file().measures().stream().map(Measure::parse).toList();
    var scorer = new Scorer(measures, rankings, prepared.file().golden().minimumCover());
    List<GoldenQuestion> questions = prepared.golden().questions();
    List<Configuration> configurations = prepared.configurations();
    meter.begin("measure", "all", "cells", (long) configurations.size() * questions.size());
    var cells = new ArrayList<Cell>();
    for (GoldenQuestion question : questions) {
      for (Configuration configuration : configurations) {
        cells.add(scorer.score(configuration, question, cuts.of(configuration)));
        meter.add(1);
      }
    }
    return cells;
  }

  private Map<String, List<Double>> latencies(Rankings rankings, Configuration configuration) {
    var latencies = new LinkedHashMap<String, List<Double>>();
    for (LegStore.Key key : rankings.keys(configuration)) {
      latencies.put(Rankings.name(key.kind()), legs.latencies(key).orElse(List.of()));
    }
    LegStore.Key reranked = rankings.rerankedKey(configuration);
    if (reranked != null) {
      latencies.put(Rankings.name(reranked.kind()), legs.latencies(reranked).orElse(List.of()));
    }
    return latencies;
  }

  private int truncatedQueries(Manifest manifest, List<String> queries) {
    int truncated = 0;
    for (String model : manifest.models().values()) {
      truncated +=
          (int)
              vectors.all(model, Role.QUERY, queries).stream()
                  .filter(VectorStore.Stored::truncated)
                  .count();
    }
    return truncated;
  }

  @Override
  public void close() {
    meter.close();
    models.close();
    words.close();
  }
}
