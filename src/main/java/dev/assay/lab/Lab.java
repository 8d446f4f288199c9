package dev.assay.lab;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.analysis.Bm25Grid;
import dev.assay.analysis.Explainer;
import dev.assay.analysis.Explanation;
import dev.assay.analysis.Historian;
import dev.assay.analysis.History;
import dev.assay.analysis.IndexRequest;
import dev.assay.analysis.Losses;
import dev.assay.analysis.Sweep;
import dev.assay.answers.GivenAnswer;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Document;
import dev.assay.corpus.Rejected;
import dev.assay.embed.Model;
import dev.assay.experiment.Baseline;
import dev.assay.experiment.Budget;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Corpora;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Event;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.GoldenJson;
import dev.assay.experiment.Grid;
import dev.assay.experiment.HumanGrades;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Judgement;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Models;
import dev.assay.experiment.Partial;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Progress;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Result;
import dev.assay.experiment.Stored;
import dev.assay.experiment.Tags;
import dev.assay.experiment.TrecView;
import dev.assay.experiment.VectorStore;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Prompts;
import dev.assay.measure.Bootstrap;
import dev.assay.plan.Plan;
import dev.assay.plan.Planner;
import dev.assay.qualify.LabelledMeans;
import dev.assay.qualify.Labelling;
import dev.assay.qualify.Qualifier;
import dev.assay.run.Engine;
import dev.assay.run.Runner;
import dev.assay.synth.Synthesis;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.JudgeModel;
import dev.assay.verdicts.JudgedAnswers;
import dev.assay.verdicts.JudgedFiles;
import dev.assay.verdicts.Judging;
import dev.assay.verdicts.KeptJudgements;
import dev.assay.verdicts.Qualifications;
import dev.assay.verdicts.TextCosine;
import dev.assay.verdicts.WordVectors;
import dev.assay.yaml.Named;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The state folder (`.assay`) and all that can be asked of it.
public final class Lab implements AutoCloseable {
  private final Path stateFolder;
  private final Ledger ledger;
  private final ExperimentStore experiments;
  private final Models models = new Models();
  private final Cutter cutter;

  private Lab(Path stateFolder, Ledger ledger) {
    this.stateFolder = stateFolder;
    this.ledger = ledger;
    this.experiments = new ExperimentStore(ledger);
    this.cutter = new Cutter(new VectorStore(ledger), models);
  }

  public static Lab open(Path stateFolder) {
    return new Lab(stateFolder, Ledger.open(stateFolder));
  }

  /// Runs the experiment of a file, or finishes the run that was interrupted.
  ///
  /// @param progress hears twice a second how far the run is, on another thread
  /// @param notes hears what a user should know
  public Result run(Path file, Consumer<Progress> progress, Consumer<String> notes) {
    return run(file, Partial.Request.ALL, progress, notes);
  }

  /// Runs a part of it, under an id of its own; a run of the whole repeats none of its calls.
  public Result run(
      Path file, Partial.Request part, Consumer<Progress> progress, Consumer<String> notes) {
    try (var runner = new Runner(ledger, stateFolder, Clock.systemUTC(), progress, notes)) {
      return labelled(runner.run(file, part));
    }
  }

  /// Counts what a run of the file would do and cost, and how long it would take. Documents are
  /// read; nothing is searched or asked, and no engine starts. A model that runs here and was never
  /// measured embeds a few texts, whose vectors are not kept.
  public Plan plan(Path file) {
    Prepared prepared = Prepared.read(file, documents(), grades(), _ -> {});
    try (var models = new Models();
        var engine = new Engine(stateFolder, prepared.file().milvus())) {
      var vectors = new VectorStore(ledger);
      return new Planner(ledger, documents(), vectors, new Cutter(vectors, models), models)
          .plan(prepared, engine.server());
    }
  }

  /// All experiments, the newest first.
  public List<ExperimentRecord> experiments() {
    return experiments.all();
  }

  /// The experiment an id, a unique beginning of one, or `last` stands for.
  public Optional<ExperimentRecord> find(String idOrPrefix) {
    List<ExperimentRecord> all = experiments.all();
    if (idOrPrefix.equals("last")) {
      return all.stream().findFirst();
    }
    Optional<ExperimentRecord> exact = experiments.find(idOrPrefix);
    if (exact.isPresent()) {
      return exact;
    }
    var matching = all.stream().filter(e -> !e.partial() && e.id().startsWith(idOrPrefix)).toList();
    return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
  }

  /// The result, with what people said in the place of the judge's verdicts.
  public Optional<Result> result(String id) {
    return experiments.result(id).map(this::labelled);
  }

  private Result labelled(Result result) {
    HumanLabels labels = labels();
    return labels.questions().isEmpty()
            || result.configurations().stream().allMatch(one -> one.judge() == null)
        ? result
        : new LabelledMeans(judgements(result.experiment()), labels).of(result);
  }

  private KeptJudgements judgements(String id) {
    return new KeptJudgements(ledger, cutter, experiments.find(id).orElseThrow());
  }

  /// What people said of judges' verdicts.
  public HumanLabels labels() {
    return new HumanLabels(ledger);
  }

  /// What a person can be asked about an experiment.
  ///
  /// @param metrics names of those whose verdicts are wanted; empty for all
  /// @param seed of the order
  /// @return empty while the experiment has not finished, and where nothing was judged
  /// @throws InvalidInput for a metric whose verdicts a person cannot give
  public Optional<Labelling> labelling(
      ExperimentRecord experiment, List<String> metrics, long seed) {
    List<String> judged =
        experiments.result(experiment.id()).stream()
            .flatMap(result -> result.configurations().stream())
            .filter(configuration -> configuration.judge() != null)
            .map(Result.ConfigurationResult::id)
            .toList();
    return judged.isEmpty()
        ? Optional.empty()
        : Optional.of(new Labelling(judgements(experiment.id()), labels(), judged, metrics, seed));
  }

  /// The golden questions of an experiment, as they were when it ran.
  public List<GoldenQuestion> questions(String id) {
    return GoldenJson.read(experiments.questions(id));
  }

  /// The cells of one question, or of all where it is null, by question and configuration.
  public List<Cell> cells(String id, @Nullable String question) {
    return experiments.cells(id, question);
  }

  /// What was said of the answer to a question under one configuration; empty where it was not
  /// judged.
  public Optional<Judgement> judgement(String id, String configuration, String question) {
    return experiments.judgement(id, configuration, question);
  }

  /// What a configuration answered and what was said of it; empty while the experiment has not
  /// finished.
  public Optional<ExperimentAnswers> answers(
      ExperimentRecord experiment, Configuration configuration) {
    return experiments
        .manifest(experiment.id())
        .map(manifest -> {
          var judgements = judgements(experiment.id());
          var rankings = new Rankings(new LegStore(ledger), manifest, judgements.file().depth());
          return ExperimentAnswers.of(configuration, judgements, labels(), rankings);
        });
  }

  /// The configurations of an experiment, finished or not.
  public List<Configuration> configurations(ExperimentRecord experiment) {
    List<Configuration> all =
        Grid.configurations(ExperimentFile.parse(experiment.file(), experiment.settings()));
    return experiments
        .result(experiment.id())
        .map(Result::partial)
        .map(partial -> partial.of(all))
        .orElse(all);
  }

  /// Takes one question apart.
  ///
  /// @param configurations ids; empty for all
  /// @param hits how many hits of each ranking
  /// @return empty while the experiment has not finished, or if it has no such question
  public Optional<Explanation> explain(
      ExperimentRecord experiment, String question, List<String> configurations, int hits) {
    return explain(experiment, question, configurations, hits, null);
  }

  /// As above, with one chunk more.
  ///
  /// @param chunk the id of a chunk to explain even if it holds no evidence, or null
  public Optional<Explanation> explain(
      ExperimentRecord experiment,
      String question,
      List<String> configurations,
      int hits,
      @Nullable String chunk) {
    return experiments
        .manifest(experiment.id())
        .flatMap(manifest ->
            questions(experiment.id()).stream()
                .filter(candidate -> candidate.id().equals(question))
                .findFirst()
                .map(found ->
                    new Explainer(ledger, cutter, experiment, manifest)
                        .explain(found, configurations, hits, chunk)));
  }

  /// The rankings and judgements of one configuration; empty while the experiment has not finished.
  public Optional<TrecView> trec(ExperimentRecord experiment, Configuration configuration) {
    return experiments
        .manifest(experiment.id())
        .map(manifest -> {
          Stored stored = stored(experiment, manifest);
          return stored
              .scorer(List.of())
              .trec(configuration, stored.questions(), stored.cuts().of(configuration));
        });
  }

  /// Drafts golden questions from the corpus of an experiment file, the first where it has several,
  /// by its judge's language model where it names one, else by rules. A reply of the model is kept
  /// and not asked for again.
  ///
  /// @param rejected hears what of the corpus could not be read
  public Synthesis synthesis(Path file, int count, long seed, Consumer<Rejected> rejected) {
    var experiment = ExperimentFile.read(file);
    Path base = file.toAbsolutePath().normalize().getParent();
    JudgeSettings judge = experiment.judge();
    Path folder = base == null ? Path.of("") : base;
    try (JudgeModel model = JudgeModel.open(judge, new Budget.Spending(judge.budget()), ledger)) {
      return Synthesis.of(
          experiment.corpora().getFirst().value(),
          folder,
          rejected,
          count,
          seed,
          model == null ? null : model.chat(),
          judge.prompts(folder));
    }
  }

  /// Judges answers that a system outside the lab gave. A reply of a model is kept and not asked
  /// for again.
  ///
  /// @param input what the answers are called in progress, and where they are kept
  /// @param embedding the model of the metrics with a cosine; null for the embedded one
  /// @param progress hears twice a second how many are judged, on another thread
  /// @throws dev.assay.BudgetReached at the budget of the settings; the next call goes on
  public JudgedAnswers judge(
      String input,
      List<GivenAnswer> answers,
      JudgeSettings settings,
      @Nullable Model embedding,
      Bootstrap bootstrap,
      Consumer<Progress> progress) {
    try (var meter = new Meter(progress);
        var vectors = new WordVectors();
        var judging =
            new Judging(
                settings,
                settings.prompts(Path.of("")),
                new Budget.Spending(settings.budget()),
                ledger,
                vectors,
                embedding == null
                    ? vectors::similarity
                    : new TextCosine(models.embedder(embedding), new VectorStore(ledger)),
                meter)) {
      return judging.judge(input, answers, bootstrap);
    }
  }

  /// The prompts that an experiment asked with, as they were; the built-in ones while it has not
  /// finished.
  public Prompts prompts(ExperimentRecord experiment) {
    return experiments
        .manifest(experiment.id())
        .map(Manifest::prompts)
        .map(Prompts::of)
        .orElse(Prompts.builtIn());
  }

  /// The experiment with what it stored; empty while it has not finished.
  public Optional<FinishedExperiment> finished(ExperimentRecord experiment) {
    return experiments
        .manifest(experiment.id())
        .map(manifest -> new FinishedExperiment(stored(experiment, manifest)));
  }

  private Stored stored(ExperimentRecord experiment, Manifest manifest) {
    return Stored.of(ledger, cutter, experiments, experiment, manifest);
  }

  /// The sweep with the parity of its best setting: Milvus fuses by its own hybrid search, or
  /// searches the best sparse vectors, and its answers are compared with what was computed here.
  ///
  /// @param grid what a sweep of BM25 settings tried; null for one of fusions
  /// @throws AssayException where Milvus does not answer, or holds no collection with both legs
  public Sweep withParity(FinishedExperiment experiment, Sweep sweep, @Nullable Bm25Grid grid) {
    return experiment.withParity(sweep, grid, stateFolder);
  }

  /// Says where configurations of a finished experiment lost evidence, and measures an approximate
  /// index for each of their dense legs. What was measured before is not searched again, and no
  /// engine is started for it.
  ///
  /// @param configurations ids or labels; empty for all
  /// @param cutoff how many hits count, from 1
  /// @param progress hears twice a second how far the searches are, on another thread
  /// @throws InvalidInput for a configuration the experiment does not have
  /// @throws AssayException if the engine has no such index
  public Losses losses(
      FinishedExperiment experiment,
      List<String> configurations,
      int cutoff,
      IndexRequest request,
      Consumer<Progress> progress) {
    try (var meter = new Meter(progress);
        var engine = new Engine(stateFolder, request.where(experiment.milvus()))) {
      return experiment.losses(configurations, cutoff, request, engine, meter);
    }
  }

  /// What people judged.
  public HumanGrades grades() {
    return new HumanGrades(ledger);
  }

  /// The newest finished experiment of a name.
  public Optional<FinishedExperiment> lastFinished(String name) {
    return experiments.all().stream()
        .filter(experiment -> experiment.name().equals(name) && !experiment.partial())
        .flatMap(experiment -> finished(experiment).stream())
        .findFirst();
  }

  /// What the experiments of the same name gave over time.
  ///
  /// @param now whether to read its documents and golden questions as they are now
  /// @return empty where none has finished
  public Optional<History> history(ExperimentRecord newest, boolean now) {
    Historian.Present present = null;
    if (now) {
      Prepared prepared = Prepared.read(newest.file(), documents(), grades(), _ -> {});
      present =
          new Historian.Present(
              prepared.corpus(), prepared.golden().hash(), prepared.golden().questions());
    }
    return new Historian(ledger, experiments)
        .of(newest.name(), present, Clock.systemUTC().instant());
  }

  /// What a tag holds.
  public Optional<Baseline> tag(String name) {
    return new Tags(ledger).find(name);
  }

  /// Puts a baseline under a tag, in the place of what was there.
  ///
  /// @throws IllegalArgumentException for a name that is not one word
  public void tag(String name, Baseline baseline) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._/-]{0,79}")) {
      throw new IllegalArgumentException(
          "tag '%s' must be letters, digits, dots, slashes or dashes, at most 80".formatted(name));
    }
    new Tags(ledger).put(name, baseline, Clock.systemUTC().instant());
  }

  /// Runs judges over labelled rows.
  ///
  /// @param progress hears twice a second, on another thread
  public Qualifier qualifier(Consumer<Progress> progress) {
    return new Qualifier(ledger, new Meter(progress));
  }

  /// The report cards of judges.
  public Qualifications qualifications() {
    return new Qualifications(ledger);
  }

  /// The answers of other systems that were judged.
  public JudgedFiles judgedFiles() {
    return new JudgedFiles(ledger);
  }

  /// The documents of every corpus that was read.
  public CorpusStore documents() {
    return new CorpusStore(ledger);
  }

  /// The chunks of a document.
  public List<Chunk> cut(Chunking chunking, Document document) {
    return cutter.cut(chunking, document);
  }

  /// The corpora of an experiment.
  public Corpora corpora(ExperimentRecord experiment) {
    return Corpora.of(experiment, file(experiment));
  }

  private static ExperimentFile file(ExperimentRecord experiment) {
    return ExperimentFile.parse(experiment.file(), experiment.settings());
  }

  /// The chunkings of an experiment, by their names in its file; with those of their corpora before
  /// them where there are several.
  public List<Named<Chunking>> chunkings(ExperimentRecord experiment) {
    return file(experiment).factors().chunkings();
  }

  /// At most 500 events of a run after a row number, oldest first.
  public List<Event.Numbered> events(String id, long after) {
    return experiments.events(id, after);
  }

  public Optional<Event.Numbered> lastEvent(String id) {
    return experiments.lastEvent(id);
  }

  @Override
  public void close() {
    models.close();
    ledger.close();
  }
}
