package dev.assay.lab;

import dev.assay.InvalidInput;
import dev.assay.analysis.Explainer;
import dev.assay.analysis.Explanation;
import dev.assay.corpus.Chunking;
import dev.assay.experiment.Cell;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Corpora;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Event;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.ExperimentStore;
import dev.assay.experiment.GoldenJson;
import dev.assay.experiment.Grid;
import dev.assay.experiment.Judgement;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Result;
import dev.assay.experiment.Stored;
import dev.assay.experiment.TrecView;
import dev.assay.golden.GoldenQuestion;
import dev.assay.judge.Prompts;
import dev.assay.qualify.LabelledMeans;
import dev.assay.qualify.Labelling;
import dev.assay.verdicts.HumanLabels;
import dev.assay.verdicts.KeptJudgements;
import dev.assay.verdicts.ScoredAnswers;
import dev.assay.yaml.Named;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An experiment of the ledger, finished or not, and what can be read of it at any time.
public final class Experiment {
  private final Path stateFolder;
  private final Ledger ledger;
  private final ExperimentStore store;
  private final Cutter cutter;
  private final ExperimentRecord found;

  Experiment(Path stateFolder, Ledger ledger, Cutter cutter, ExperimentRecord found) {
    this.stateFolder = stateFolder;
    this.ledger = ledger;
    this.store = new ExperimentStore(ledger);
    this.cutter = cutter;
    this.found = found;
  }

  private ExperimentFile file() {
    return ExperimentFile.parse(found.file(), found.settings());
  }

  private Optional<Manifest> manifest() {
    return store.manifest(found.id());
  }

  private HumanLabels labels() {
    return new HumanLabels(ledger);
  }

  private KeptJudgements judgements() {
    return new KeptJudgements(ledger, cutter, found);
  }

  /// The result, with what people said in the place of the judge's verdicts; empty while it has not
  /// finished.
  public Optional<Result> result() {
    return store.result(found.id()).map(this::labelled);
  }

  Result labelled(Result result) {
    HumanLabels labels = labels();
    return labels.questions().isEmpty()
            || result.configurations().stream().allMatch(one -> one.judge() == null)
        ? result
        : new LabelledMeans(judgements(), labels).of(result);
  }

  /// The golden questions, as they were when it ran.
  public List<GoldenQuestion> questions() {
    return GoldenJson.read(store.questions(found.id()));
  }

  /// The configurations.
  public List<Configuration> configurations() {
    List<Configuration> all = Grid.configurations(file());
    return store
        .result(found.id())
        .map(Result::partial)
        .map(partial -> partial.of(all))
        .orElse(all);
  }

  /// The chunkings, by their names in the file; with those of their corpora before them where there
  /// are several.
  public List<Named<Chunking>> chunkings() {
    return file().factors().chunkings();
  }

  /// The corpora.
  public Corpora corpora() {
    return Corpora.of(found, file());
  }

  /// The prompts that it asked with, as they were; the built-in ones while it has not finished.
  public Prompts prompts() {
    return manifest().map(Manifest::prompts).map(Prompts::of).orElse(Prompts.builtIn());
  }

  /// The cells of one question, or of all where it is null, by question and configuration.
  public List<Cell> cells(@Nullable String question) {
    return store.cells(found.id(), question);
  }

  /// What was said of the answer to a question under one configuration; empty where it was not
  /// judged.
  public Optional<Judgement> judgement(String configuration, String question) {
    return store.judgement(found.id(), configuration, question);
  }

  /// What a configuration answered and what was said of it; empty while the experiment has not
  /// finished.
  public Optional<ExperimentAnswers> answers(Configuration configuration) {
    return manifest()
        .map(manifest -> {
          var judgements = judgements();
          var rankings = new Rankings(new LegStore(ledger), manifest, judgements.file().depth());
          return ExperimentAnswers.of(configuration, judgements, labels(), rankings);
        });
  }

  /// The scores of a configuration's answers; empty where they were not judged, and where there is
  /// no such configuration.
  ///
  /// @param name its id or label
  public Optional<ScoredAnswers> scored(String name) {
    return configurations().stream()
        .filter(one -> one.id().equals(name) || one.label().equals(name))
        .findFirst()
        .flatMap(this::answers)
        .filter(answers -> answers.judge() != null)
        .map(answers ->
            ScoredAnswers.of(
                found.id() + "/" + answers.configuration(),
                answers.judge(),
                file().judge().compat(),
                answers.answers()));
  }

  /// What a person can be asked.
  ///
  /// @param metrics names of those whose verdicts are wanted; empty for all
  /// @param seed of the order
  /// @return empty while the experiment has not finished, and where nothing was judged
  /// @throws InvalidInput for a metric whose verdicts a person cannot give
  public Optional<Labelling> labelling(List<String> metrics, long seed) {
    List<String> judged =
        store.result(found.id()).stream()
            .flatMap(result -> result.configurations().stream())
            .filter(configuration -> configuration.judge() != null)
            .map(Result.ConfigurationResult::id)
            .toList();
    return judged.isEmpty()
        ? Optional.empty()
        : Optional.of(new Labelling(judgements(), labels(), judged, metrics, seed));
  }

  /// Takes one question apart.
  ///
  /// @param configurations ids; empty for all
  /// @param hits how many hits of each ranking
  /// @param chunk the id of a chunk to explain even if it holds no evidence, or null
  /// @return empty while the experiment has not finished, or if it has no such question
  public Optional<Explanation> explain(
      String question, List<String> configurations, int hits, @Nullable String chunk) {
    return manifest()
        .flatMap(manifest ->
            questions().stream()
                .filter(candidate -> candidate.id().equals(question))
                .findFirst()
                .map(one ->
                    new Explainer(ledger, cutter, found, manifest)
                        .explain(one, configurations, hits, chunk)));
  }

  /// The rankings and judgements of one configuration; empty while the experiment has not finished.
  public Optional<TrecView> trec(Configuration configuration) {
    return manifest()
        .map(manifest -> {
          Stored stored = stored(manifest);
          return stored
              .scorer(List.of())
              .trec(configuration, stored.questions(), stored.cuts().of(configuration));
        });
  }

  /// The experiment with what it stored; empty while it has not finished.
  public Optional<FinishedExperiment> finished() {
    return manifest().map(manifest -> new FinishedExperiment(stored(manifest), stateFolder));
  }

  private Stored stored(Manifest manifest) {
    return Stored.of(ledger, cutter, store, found, manifest);
  }

  /// At most 500 events of the run after a row number, oldest first.
  public List<Event.Numbered> events(long after) {
    return store.events(found.id(), after);
  }

  /// The newest event of the run.
  public Optional<Event.Numbered> lastEvent() {
    return store.lastEvent(found.id());
  }
}
