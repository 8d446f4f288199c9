package dev.assay.experiment;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.corpus.Rejected;
import dev.assay.embed.Embedder;
import dev.assay.embed.Model;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import dev.assay.golden.Lint;
import dev.assay.judge.ChatModel;
import dev.assay.judge.Judge;
import dev.assay.judge.LanguageModelJudge;
import dev.assay.judge.OfflineVerifier;
import dev.assay.lexical.Lexicon;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.measure.Measure;
import dev.assay.milvus.EngineFolder;
import dev.assay.milvus.EngineInfo;
import dev.assay.milvus.Milvus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs an experiment from its file to its result: read, embed, index, search, measure, judge. Each
/// stage keeps what it made in the ledger and does only what is missing there, so a run that was
/// killed goes on where it stopped.
final class Runner implements AutoCloseable {
  private final Ledger ledger;
  private final Path stateFolder;
  private final Clock clock;
  private final Meter meter;
  private final Consumer<String> notes;

  private final CorpusStore documents;
  private final VectorStore vectors;
  private final LegStore legs;
  private final ExperimentStore experiments;
  private final Lexicons lexicons;

  private final Map<String, Embedder> embedders = new HashMap<>();
  private final Stopwatch stopwatch = new Stopwatch();
  private volatile @Nullable Milvus milvus;
  private volatile @Nullable String running;

  /// @param listener hears of progress twice a second
  /// @param notes hears of what a user should know: rejected files, the engine that was chosen
  Runner(
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
    this.legs = new LegStore(ledger);
    this.experiments = new ExperimentStore(ledger);
    this.lexicons = new Lexicons(ledger, documents);
    this.meter =
        new Meter(progress -> {
          listener.accept(progress);
          String experiment = running;
          if (experiment != null) {
            experiments.append(experiment, clock.instant(), new Event.Advanced(progress));
          }
        });
  }

  Result run(Path path) {
    String settings = ExperimentFile.textOf(path);
    ExperimentFile file = ExperimentFile.parse(path, settings);
    Path base = path.toAbsolutePath().normalize().getParent();
    if (base == null) {
      base = Path.of(".");
    }
    String corpus = readCorpus(file, base);
    List<GoldenQuestion> questions = readGolden(file, base, corpus);
    GoldenSet golden = new GoldenSet(questions);
    String id =
        file.name()
            + "-"
            + new Sha256()
                .add(file.fingerprint())
                .add(corpus)
                .add(golden.hash())
                .hex()
                .substring(0, 4);
    List<Configuration> configurations = Grid.configurations(file);
    experiments.begin(
        new ExperimentRecord(
            id,
            file.name(),
            file.question(),
            path.toAbsolutePath().normalize(),
            corpus,
            golden.hash(),
            settings,
            ExperimentRecord.State.RUNNING,
            clock.instant(),
            null,
            null),
        GoldenJson.write(questions));
    experiments.append(
        id, clock.instant(), new Event.Started(configurations.size(), questions.size()));
    running = id;
    try {
      Result result = run(id, file, corpus, golden, configurations);
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

  private String readCorpus(ExperimentFile file, Path base) {
    meter.begin("read", file.corpus().name(), "documents", 0);
    String corpus =
        stopwatch.time("index", () -> documents.read(file.corpus().value(), base, meter::add));
    for (Rejected rejected : documents.rejected(corpus)) {
      notes.accept("left out " + rejected.file() + ": " + rejected.reason());
    }
    if (documents.count(corpus) == 0) {
      throw new InvalidInput(
          Problem.error(
              file.corpus().value().path(),
              0,
              0,
              "the corpus '" + file.corpus().name() + "' has no readable document",
              "check corpus.path and corpus.include"));
    }
    return corpus;
  }

  /// The questions that take part: accepted ones, whose evidence stands where it says.
  private List<GoldenQuestion> readGolden(ExperimentFile file, Path base, String corpus) {
    Path path = base.resolve(file.golden().path()).normalize();
    String split = file.golden().split();
    GoldenSet golden = split == null ? GoldenSet.read(path) : GoldenSet.readBeir(path, split);
    Set<String> rejected = new LinkedHashSet<>();
    documents.rejected(corpus).forEach(r -> rejected.add(r.file()));
    List<Problem> errors =
        Lint.check(golden, documents.texts(corpus, evidenceDocuments(golden))).stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .filter(problem -> rejected.stream().noneMatch(problem.message()::contains))
            .toList();
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    List<GoldenQuestion> taking = golden.questions().stream().filter(Runner::takesPart).toList();
    if (taking.isEmpty()) {
      throw new InvalidInput(
          Problem.error(
              path.toString(),
              0,
              0,
              "no golden question is accepted",
              "set its status to accepted"));
    }
    return taking;
  }

  private static Set<String> evidenceDocuments(GoldenSet golden) {
    return golden.questions().stream()
        .flatMap(question -> question.evidence().stream())
        .map(Evidence::document)
        .collect(Collectors.toSet());
  }

  private static boolean takesPart(GoldenQuestion question) {
    return switch (question.status()) {
      case ACCEPTED, EDITED -> true;
      case DRAFT, REJECTED -> false;
    };
  }

  private Result run(
      String id,
      ExperimentFile file,
      String corpus,
      GoldenSet golden,
      List<Configuration> configurations) {
    List<String> queries = golden.questions().stream().map(GoldenQuestion::question).toList();
    var indexes = new Indexes(ledger, documents, vectors, legs, () -> milvus(file), meter);
    List<Indexes.Content> contents = contents(file, corpus, configurations);
    stopwatch.time(
        "embed",
        () -> {
          contents.forEach(indexes::embed);
          for (Model model : file.factors().model()) {
            indexes.embedQueries(model.name(), embedder(model), queries);
          }
          return true;
        });
    List<Manifest.Index> entries =
        stopwatch.time("index", () -> contents.stream().map(indexes::index).toList());
    var fingerprints = new LinkedHashMap<String, String>();
    file.factors().model().forEach(m -> fingerprints.put(m.name(), embedder(m).fingerprint()));
    var manifest = new Manifest(engine(entries.getFirst().collection()), fingerprints, entries);
    var rankings = new Rankings(legs, manifest, file.depth());
    stopwatch.time(
        "search",
        () -> {
          search(file, configurations, manifest, contents, rankings, queries);
          return true;
        });
    var measures = file.measures().stream().map(Measure::parse).toList();
    var bootstrap =
        new Bootstrap(
            file.statistics().resamples(), 0.95, Interval.Method.BCA, file.statistics().seed());
    var chunks = new HashMap<String, Chunks>();
    file.factors()
        .chunking()
        .forEach(c -> chunks.put(c.name(), new Chunks(documents, corpus, c.value())));
    var scorer =
        new Scorer(
            measures, rankings, file.golden().minimumCover(), Set.copyOf(documents.ids(corpus)));
    List<Cell> cells =
        stopwatch.time("measure", () -> score(scorer, configurations, golden, chunks));
    experiments.putCells(id, cells);
    var leaderboard = new Leaderboard(file, golden.questions(), cells, bootstrap);
    List<String> order = stopwatch.time("measure", () -> leaderboard.order(configurations));
    Map<String, Result.Judged> judged = new HashMap<>();
    int llmCalls =
        stopwatch.time(
            "judge",
            () ->
                judge(
                    id, file, configurations, order, golden, rankings, chunks, bootstrap, judged));
    Milvus used = milvus;
    var result =
        new Result(
            id,
            manifest.engine(),
            new Result.CorpusSummary(
                file.corpus().name(),
                documents.count(corpus),
                corpus.substring(0, 12),
                documents.rejected(corpus)),
            new Result.GoldenSummary(golden.questions().size(), 0, golden.hash().substring(0, 12)),
            file.decision().primary(),
            order.isEmpty() ? null : order.getFirst(),
            stopwatch.time(
                "measure",
                () ->
                    configurations.stream()
                        .map(c ->
                            leaderboard.of(
                                c,
                                manifest.chunks(c.chunking().name()),
                                latencies(rankings, c),
                                judged.get(c.id())))
                        .toList()),
            new Result.Calls(
                indexes.embedded(), llmCalls, used == null ? 0 : (int) used.searchCalls()),
            entries.stream().mapToInt(Manifest.Index::truncated).sum()
                + truncatedQueries(fingerprints, queries),
            HeapPeak.megabytes(),
            stopwatch.seconds());
    experiments.finish(id, result, manifest, clock.instant());
    return result;
  }

  /// One collection per chunking and model with the first BM25 setting, and one more per further
  /// setting.
  private List<Indexes.Content> contents(
      ExperimentFile file, String corpus, List<Configuration> configurations) {
    var settings = new LinkedHashSet<Retrieval.Bm25>();
    configurations.forEach(c -> {
      if (c.bm25() != null) {
        settings.add(c.bm25());
      }
    });
    if (settings.isEmpty()) {
      settings.add(Retrieval.Bm25.DEFAULT);
    }
    var contents = new ArrayList<Indexes.Content>();
    for (var chunking : file.factors().chunking()) {
      int n = 0;
      for (Retrieval.Bm25 bm25 : settings) {
        Lexicon lexicon = lexicons.of(corpus, chunking.value(), bm25);
        for (Model model :
            n++ == 0 ? file.factors().model() : List.of(file.factors().model().getFirst())) {
          contents.add(
              new Indexes.Content(
                  server(file),
                  corpus,
                  chunking,
                  model.name(),
                  embedder(model),
                  bm25,
                  Lexicons.id(corpus, chunking.value(), bm25.analyzer()),
                  lexicon));
        }
      }
    }
    return contents;
  }

  private void search(
      ExperimentFile file,
      List<Configuration> configurations,
      Manifest manifest,
      List<Indexes.Content> contents,
      Rankings rankings,
      List<String> queries) {
    var lexiconOf = new HashMap<String, Lexicon>();
    contents.forEach(content -> lexiconOf.put(content.collection(), content.lexicon()));
    var searches = new Searches(legs, vectors, () -> milvus(file), meter);
    var done = new LinkedHashSet<LegStore.Key>();
    for (Configuration configuration : configurations) {
      for (LegStore.Key key : rankings.keys(configuration)) {
        if (!done.add(key)) {
          continue;
        }
        switch (key.kind()) {
          case DENSE -> {
            String model = Objects.requireNonNull(configuration.model()).name();
            searches.dense(key, Objects.requireNonNull(manifest.models().get(model)), queries);
          }
          case SPARSE -> {
            Lexicon lexicon = lexiconOf.get(key.collection());
            if (lexicon != null) {
              searches.sparse(key, lexicon, queries);
            }
          }
        }
      }
    }
  }

  private List<Cell> score(
      Scorer scorer,
      List<Configuration> configurations,
      GoldenSet golden,
      Map<String, Chunks> chunks) {
    meter.begin(
        "measure", "all", "cells", (long) configurations.size() * golden.questions().size());
    var cells = new ArrayList<Cell>();
    for (GoldenQuestion question : golden.questions()) {
      for (Configuration configuration : configurations) {
        Chunks cut = chunks.get(configuration.chunking().name());
        if (cut != null) {
          cells.add(scorer.score(configuration, question, cut));
        }
        meter.add(1);
      }
    }
    return cells;
  }

  /// @return the calls that went to a language model
  private int judge(
      String id,
      ExperimentFile file,
      List<Configuration> configurations,
      List<String> order,
      GoldenSet golden,
      Rankings rankings,
      Map<String, Chunks> chunks,
      Bootstrap bootstrap,
      Map<String, Result.Judged> judged) {
    var settings = file.judge();
    ChatModel endpoint = settings.chat();
    CachedChat chat = endpoint == null ? null : new CachedChat(endpoint, ledger);
    Judge judge =
        chat == null
            ? new OfflineVerifier()
            : new LanguageModelJudge(chat, Objects.requireNonNull(settings.model()).name());
    var judging = new Judging(judge, experiments, settings.concurrency(), meter);
    for (Configuration configuration : configurations) {
      int place = order.indexOf(configuration.id());
      if (place < 0 || place >= settings.count()) {
        continue;
      }
      Chunks cut = chunks.get(configuration.chunking().name());
      if (cut == null) {
        continue;
      }
      meter.begin("judge", configuration.label(), "answers", golden.questions().size());
      List<Judgement> all =
          judging.judge(
              id,
              configuration,
              golden.questions(),
              question ->
                  rankings
                      .of(configuration, question.question())
                      .map(ranking -> Judging.contexts(ranking, settings.contexts(), cut))
                      .orElse(List.of()));
      var metrics = new LinkedHashMap<String, Result.Mean>();
      metrics.put(
          "faithfulness",
          Judging.mean(
              golden.questions(),
              all.stream().map(j -> j.faithfulness().outcome()).toList(),
              bootstrap));
      metrics.put(
          "contextPrecision",
          Judging.mean(
              golden.questions(),
              all.stream().map(j -> j.contextPrecision().outcome()).toList(),
              bootstrap));
      judged.put(configuration.id(), new Result.Judged(judge.name(), metrics));
    }
    return chat == null ? 0 : chat.calls();
  }

  private Map<String, List<Double>> latencies(Rankings rankings, Configuration configuration) {
    var latencies = new LinkedHashMap<String, List<Double>>();
    for (LegStore.Key key : rankings.keys(configuration)) {
      latencies.put(Rankings.name(key.kind()), legs.latencies(key));
    }
    return latencies;
  }

  private int truncatedQueries(Map<String, String> fingerprints, List<String> queries) {
    return fingerprints.values().stream()
        .mapToInt(model ->
            (int)
                vectors.all(model, dev.assay.embed.Role.QUERY, queries).stream()
                    .filter(VectorStore.Stored::truncated)
                    .count())
        .sum();
  }

  private Embedder embedder(Model model) {
    return embedders.computeIfAbsent(model.name(), _ -> model.open());
  }

  private static String server(ExperimentFile file) {
    String uri = file.milvus().uri();
    return uri == null ? "lite" : uri;
  }

  private EngineInfo engine(String collection) {
    String[] nameAndVersion =
        ledger
            .query(
                "select engine from collection where name = ?", row -> row.getString(1), collection)
            .getFirst()
            .split(" ", 2);
    return new EngineInfo(nameAndVersion[0], nameAndVersion[1]);
  }

  private Milvus milvus(ExperimentFile file) {
    Milvus open = milvus;
    if (open != null) {
      return open;
    }
    String uri = file.milvus().uri();
    Milvus opened =
        uri == null
            ? Milvus.embedded(EngineFolder.find(stateFolder), stateFolder.resolve("milvus"))
            : Milvus.connect(uri, Secret.resolve(file.milvus().token()));
    notes.accept("engine " + opened.engine().name() + " " + opened.engine().version());
    milvus = opened;
    return opened;
  }

  @Override
  public void close() {
    meter.close();
    Milvus open = milvus;
    if (open != null) {
      open.close();
    }
    embedders.values().forEach(Embedder::close);
  }
}
