package dev.assay.lab;

import dev.assay.analysis.Historian;
import dev.assay.analysis.History;
import dev.assay.answers.GivenAnswer;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Document;
import dev.assay.corpus.Rejected;
import dev.assay.embed.Model;
import dev.assay.experiment.Baseline;
import dev.assay.experiment.Budget;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.HumanGrades;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Models;
import dev.assay.experiment.Partial;
import dev.assay.experiment.Prepared;
import dev.assay.experiment.Progress;
import dev.assay.experiment.Result;
import dev.assay.experiment.Tags;
import dev.assay.experiment.VectorStore;
import dev.assay.measure.Bootstrap;
import dev.assay.plan.Plan;
import dev.assay.plan.Planner;
import dev.assay.qualify.Qualifier;
import dev.assay.run.Engine;
import dev.assay.run.Runner;
import dev.assay.synth.Synthesis;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.JudgedAnswers;
import dev.assay.verdicts.JudgedFiles;
import dev.assay.verdicts.Judging;
import dev.assay.verdicts.OpenModel;
import dev.assay.verdicts.Qualifications;
import dev.assay.verdicts.ScoredAnswers;
import dev.assay.verdicts.TextCosine;
import dev.assay.verdicts.WordVectors;
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
      Result result = runner.run(file, part);
      return of(experiments.find(result.experiment()).orElseThrow()).labelled(result);
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

  /// What can be read of an experiment.
  public Experiment of(ExperimentRecord experiment) {
    return new Experiment(stateFolder, ledger, cutter, experiment);
  }

  /// What people said of judges' verdicts.
  public HumanLabels labels() {
    return new HumanLabels(ledger);
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
    try (OpenModel model =
        OpenModel.open(judge.judgeModel(), new Budget.Spending(judge.budget()), ledger)) {
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

  /// What people judged.
  public HumanGrades grades() {
    return new HumanGrades(ledger);
  }

  /// The newest finished experiment of a name.
  public Optional<FinishedExperiment> lastFinished(String name) {
    return experiments.all().stream()
        .filter(experiment -> experiment.name().equals(name) && !experiment.partial())
        .flatMap(experiment -> of(experiment).finished().stream())
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

  /// Scored answers by a name: a judged file's id, a unique beginning of one, or the file as it was
  /// named, the newest; or a configuration, `EXPERIMENT/ID`.
  public Optional<ScoredAnswers> scored(String name) {
    var kept = judgedFiles().called(name);
    int slash = name.lastIndexOf('/');
    return kept.isPresent() || slash < 0
        ? kept.flatMap(file -> judgedFiles().scored(file.id()))
        : find(name.substring(0, slash))
            .flatMap(experiment -> of(experiment).scored(name.substring(slash + 1)));
  }

  /// The documents of every corpus that was read.
  public CorpusStore documents() {
    return new CorpusStore(ledger);
  }

  /// The chunks of a document.
  public List<Chunk> cut(Chunking chunking, Document document) {
    return cutter.cut(chunking, document);
  }

  @Override
  public void close() {
    models.close();
    ledger.close();
  }
}
