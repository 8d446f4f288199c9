package dev.assay.experiment;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a finished experiment stored, and the values that follow from it.
///
/// @param result as the judge has it, without people's labels
/// @param configurations in the order of the experiment
/// @param questions as they were when it ran
public record Stored(
    Ledger ledger,
    Cutter cutter,
    ExperimentRecord experiment,
    Manifest manifest,
    Result result,
    ExperimentFile file,
    Corpora corpora,
    List<Configuration> configurations,
    List<GoldenQuestion> questions,
    List<Cell> cells) {

  public static Stored of(
      Ledger ledger,
      Cutter cutter,
      ExperimentStore experiments,
      ExperimentRecord experiment,
      Manifest manifest) {
    ExperimentFile file = ExperimentFile.parse(experiment.file(), experiment.settings());
    Result result = experiments.result(experiment.id()).orElseThrow();
    Partial partial = result.partial();
    List<Configuration> all = Grid.configurations(file);
    return new Stored(
        ledger,
        cutter,
        experiment,
        manifest,
        result,
        file,
        Corpora.of(experiment, file),
        partial == null ? all : partial.of(all),
        GoldenJson.read(experiments.questions(experiment.id())),
        experiments.cells(experiment.id(), null));
  }

  /// The configuration that others are compared with where nobody says.
  public Configuration baseline() {
    return Grid.baseline(file, configurations);
  }

  /// The same, if all of it ran.
  ///
  /// @throws InvalidInput where only a part of the experiment ran
  public Stored whole() {
    if (result.partial() != null) {
      throw wrong(
          "is partial (%s) and decides nothing".formatted(result.partial()),
          "assay run %s runs the rest and repeats no call".formatted(experiment.file()));
    }
    return this;
  }

  /// The configuration of an id or label.
  ///
  /// @throws InvalidInput for a configuration the experiment does not have
  public Configuration known(String idOrLabel) {
    return Grid.find(configurations, idOrLabel)
        .orElseThrow(
            () -> wrong(Grid.unknown(idOrLabel), Grid.suggestion(idOrLabel, configurations)));
  }

  /// The configurations of some ids or labels.
  ///
  /// @param idsOrLabels empty for all
  public List<Configuration> known(List<String> idsOrLabels) {
    return idsOrLabels.isEmpty()
        ? configurations
        : idsOrLabels.stream().map(this::known).distinct().toList();
  }

  /// A measure as it is spelled, or the primary one.
  ///
  /// @throws InvalidInput for no measure
  public String measure(@Nullable String asked) {
    try {
      return Measure.parse(asked == null ? file.decision().primary() : asked).toString();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), "see docs/measures.md");
    }
  }

  public InvalidInput wrong(String message, @Nullable String suggestion) {
    return new InvalidInput(Problem.error(experiment.id(), 0, 0, message, suggestion));
  }

  public Cuts cuts() {
    return new Cuts(documents(), cutter, corpora, file.factors().chunkings());
  }

  public CorpusStore documents() {
    return new CorpusStore(ledger);
  }

  public Scorer scorer(List<Measure> measures) {
    return scorer(measures, false);
  }

  public Scorer scorer(List<Measure> measures, boolean byDocument) {
    return new Scorer(
        measures,
        new Rankings(new LegStore(ledger), manifest, file.depth()),
        file.golden().minimumCover(),
        byDocument);
  }

  /// The stored cells, with values of measures that the experiment did not name computed from the
  /// stored legs.
  ///
  /// @param wanted the configurations that are looked at
  public Cells cells(List<Configuration> wanted, List<String> measures) {
    return cells(wanted, measures, false);
  }

  /// The same.
  ///
  /// @param byDocument whether all are computed, of documents
  public Cells cells(List<Configuration> wanted, List<String> measures, boolean byDocument) {
    List<Measure> missing =
        measures.stream()
            .filter(measure -> byDocument || !file.measures().contains(measure))
            .map(Measure::parse)
            .toList();
    var stored = new Cells(cells);
    if (missing.isEmpty()) {
      return stored;
    }
    Scorer scorer = scorer(missing, byDocument);
    Cuts cuts = cuts();
    var scored = new ArrayList<Cell>();
    for (GoldenQuestion question : questions) {
      for (Configuration configuration : wanted) {
        Cell found = stored.find(configuration.id(), question.id());
        if (found != null) {
          var scores = new TreeMap<>(found.scores());
          scores.putAll(scorer.score(configuration, question, cuts.of(configuration)).scores());
          scored.add(found.withScores(scores));
        }
      }
    }
    return new Cells(scored);
  }
}
