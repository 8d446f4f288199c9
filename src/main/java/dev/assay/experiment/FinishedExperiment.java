package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.Sha256;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Measure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An experiment that has its result, and what can be asked of what it stored. Nothing is searched,
/// embedded or paid for.
public final class FinishedExperiment {
  private final Ledger ledger;
  private final Cutter cutter;
  private final ExperimentRecord experiment;
  private final Manifest manifest;
  private final Result result;
  private final ExperimentFile file;
  private final List<Configuration> configurations;
  private final List<GoldenQuestion> questions;
  private final List<Cell> cells;

  FinishedExperiment(
      Ledger ledger,
      Cutter cutter,
      ExperimentStore experiments,
      ExperimentRecord experiment,
      Manifest manifest) {
    this.result = experiments.result(experiment.id()).orElseThrow();
    this.ledger = ledger;
    this.cutter = cutter;
    this.experiment = experiment;
    this.manifest = manifest;
    this.file = ExperimentFile.parse(experiment.file(), experiment.settings());
    this.configurations = Grid.configurations(file);
    this.questions = GoldenJson.read(experiments.questions(experiment.id()));
    this.cells = experiments.cells(experiment.id(), null);
  }

  /// The engine it ran on.
  ExperimentFile.Milvus milvus() {
    return file.milvus();
  }

  /// Compares configurations question by question.
  ///
  /// @param slice null for all questions
  /// @throws InvalidInput for a configuration the experiment does not have, or no measure
  public Comparison compare(CompareRequest request, @Nullable Slice slice) {
    Comparer.Question question = question(request);
    return comparer(question).compare(question, slice);
  }

  /// Compares on the questions of each value of a property, corrected for all these looks.
  ///
  /// @throws InvalidInput as above
  public Comparison.Slices compare(CompareRequest request, Slice.Property property) {
    Comparer.Question question = question(request);
    return new Comparison.Slices(
        experiment.id(),
        property.toString(),
        comparer(question).compare(question, new ArrayList<>(property.slices(questions))));
  }

  /// The questions that two configurations were both scored on, by id.
  ///
  /// @param request with one candidate
  /// @throws InvalidInput as above
  public List<Comparison.Change> changes(CompareRequest request, @Nullable Slice slice) {
    Comparer.Question question = question(request);
    return comparer(question).changes(question, question.candidates().getFirst(), slice);
  }

  /// What can be compared, in the order of the experiment.
  public List<Configuration> configurations() {
    return configurations;
  }

  /// The configuration that others are compared with where nobody says.
  public String baselineId() {
    return Grid.baseline(file).id();
  }

  /// The measures that were computed, the primary one first.
  public List<String> measures() {
    return Stream.concat(Stream.of(file.decision().primary()), file.measures().stream())
        .distinct()
        .toList();
  }

  /// The slices of every property that tells questions apart.
  public List<Slice> slices() {
    return Arrays.stream(Slice.Property.values())
        .map(property -> property.slices(questions))
        .filter(slices -> slices.size() > 1)
        .flatMap(List::stream)
        .toList();
  }

  /// Decides which configuration to ship, and records that the held-out questions were looked at.
  public Pick decide() {
    return decide(openings()::open);
  }

  /// The same for a page that is looked at again and again: it counts once an experiment.
  public Pick showDecision() {
    return decide(openings()::show);
  }

  /// How an opening is counted.
  private interface Counting {
    Opened opened(
        Openings.By by, ExperimentRecord experiment, Collection<String> heldOut, Instant now);
  }

  private Openings openings() {
    return new Openings(ledger);
  }

  private Pick decide(Counting counting) {
    Set<String> heldOut = Decider.heldOut(file, questions);
    Opened opened =
        heldOut.isEmpty()
            ? null
            : counting.opened(Openings.By.DECISION, experiment, heldOut, Instant.now());
    return new Decider(experiment.id(), file, questions, new Cells(cells)).decide(facts(), opened);
  }

  /// The gates that its file named when it ran.
  public List<Gate> gates() {
    return file.gates();
  }

  /// Holds its runs against gates.
  ///
  /// @param stored the baseline under a tag (`tag:main`) or in a file; null where there is none
  public GateReport gate(List<Gate> gates, Function<String, @Nullable Baseline> stored) {
    var check = new GateCheck(file, baseline(gates), stored);
    return GateReport.of(experiment.id(), gates.stream().map(check::check).toList());
  }

  /// What later runs can be held against: the pick, the best and the baseline, and what its gates
  /// name. Decides, so it counts as looking at the held-out questions.
  public Baseline baseline() {
    return baseline(file.gates());
  }

  private Baseline baseline(List<Gate> gates) {
    String pick = decide().shipped();
    String best = result.best();
    String base = Grid.baseline(file).id();
    List<Configuration> wanted =
        Stream.concat(
                Stream.of(pick, best, base),
                gates.stream().flatMap(gate -> Stream.of(gate.run(), gate.notWorseThan())))
            .filter(Objects::nonNull)
            .flatMap(name -> Grid.find(configurations, name).stream())
            .distinct()
            .toList();
    List<String> measures =
        Stream.concat(
                file.measures().stream(),
                gates.stream().map(Gate::measure).filter(Objects::nonNull))
            .distinct()
            .toList();
    var values = new Cells(scored(wanted, measures));
    var runs = new TreeMap<String, Baseline.StoredRun>();
    for (Configuration configuration : wanted) {
      var ofMeasures = new LinkedHashMap<String, Map<String, Double>>();
      for (String measure : measures) {
        var ofQuestions = new TreeMap<String, Double>();
        for (GoldenQuestion question : questions) {
          Double value = values.value(configuration.id(), question.id(), measure);
          if (value != null) {
            ofQuestions.put(question.id(), value);
          }
        }
        ofMeasures.put(measure, ofQuestions);
      }
      runs.put(
          configuration.id(),
          new Baseline.StoredRun(configuration.id(), configuration.label(), ofMeasures));
    }
    return new Baseline(
        experiment.id(), experiment.corpus(), experiment.golden(), pick, best, base, asked(), runs);
  }

  private Map<String, Baseline.Asked> asked() {
    var documents = new CorpusStore(ledger);
    var asked = new TreeMap<String, Baseline.Asked>();
    for (GoldenQuestion question : questions) {
      if (question.answerable()) {
        var hash = new Sha256().add(question.question());
        for (Evidence evidence : question.evidence()) {
          hash.add(evidence.document())
              .add(String.valueOf(evidence.grade()))
              .add(
                  evidence.quote() == null
                      ? documents.hash(experiment.corpus(), evidence.document()).orElse("absent")
                      : evidence.quote());
        }
        asked.put(
            question.id(),
            new Baseline.Asked(
                file.statistics().cluster().of(question), hash.hex().substring(0, 16)));
      }
    }
    return asked;
  }

  private List<Facts> facts() {
    var footprints = new Footprints(ledger, manifest);
    var facts = new ArrayList<Facts>();
    for (Configuration configuration : configurations) {
      result.configurations().stream()
          .filter(one -> one.id().equals(configuration.id()))
          .findFirst()
          .ifPresent(one -> facts.add(Facts.of(configuration, facts.size(), one, footprints)));
    }
    return facts;
  }

  private Comparer comparer(Comparer.Question question) {
    var measures = new ArrayList<>(question.beside());
    measures.add(question.measure());
    return new Comparer(
        experiment.id(), file, questions, new Cells(scored(question.all(), measures)));
  }

  private Comparer.Question question(CompareRequest request) {
    String named = request.baseline();
    Configuration baseline = named == null ? Grid.baseline(file) : known(named);
    List<Configuration> candidates =
        request.candidates().isEmpty()
            ? configurations.stream().filter(other -> !other.id().equals(baseline.id())).toList()
            : request.candidates().stream().map(this::known).distinct().toList();
    if (candidates.contains(baseline)) {
      throw wrong(baseline.id() + " cannot be compared with itself", null);
    }
    String measure = request.measure() == null ? file.decision().primary() : request.measure();
    try {
      String spelled = request.unjudged().measure(Measure.parse(measure).toString());
      return new Comparer.Question(
          baseline, candidates, spelled, request.unjudged().beside(spelled));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), "see docs/measures.md");
    }
  }

  /// The stored cells, with values of measures that the experiment did not name computed from the
  /// stored legs.
  private List<Cell> scored(List<Configuration> wanted, List<String> measures) {
    List<Measure> missing =
        measures.stream()
            .filter(measure -> !file.measures().contains(measure))
            .map(Measure::parse)
            .toList();
    if (missing.isEmpty()) {
      return cells;
    }
    var documents = new CorpusStore(ledger);
    var rankings = new Rankings(new LegStore(ledger), manifest, file.depth());
    var scorer =
        new Scorer(
            missing,
            rankings,
            file.golden().minimumCover(),
            Set.copyOf(documents.ids(experiment.corpus())));
    var chunks = chunks();
    var stored = new Cells(cells);
    var scored = new ArrayList<Cell>();
    for (GoldenQuestion question : questions) {
      for (Configuration configuration : wanted) {
        Chunks cut = Objects.requireNonNull(chunks.get(configuration.chunking().name()));
        Cell found = stored.find(configuration.id(), question.id());
        if (found != null) {
          var scores = new TreeMap<>(found.scores());
          scores.putAll(scorer.score(configuration, question, cut).scores());
          scored.add(found.withScores(scores));
        }
      }
    }
    return scored;
  }

  /// Says where configurations lost evidence, with exact search.
  ///
  /// @param wanted ids or labels; empty for all
  /// @param cutoff how many hits count, from 1
  /// @throws InvalidInput for a configuration the experiment does not have
  public Losses losses(List<String> wanted, int cutoff) {
    return experimentLosses().of(wanted(wanted), cutoff);
  }

  /// The same, with an approximate index measured for each dense leg. What was not measured before
  /// is searched.
  Losses losses(List<String> wanted, int cutoff, IndexRequest request, Engine engine, Meter meter) {
    return experimentLosses()
        .of(wanted(wanted), cutoff, request, new IndexLegs(ledger, cutter, engine, meter));
  }

  private ExperimentLosses experimentLosses() {
    return new ExperimentLosses(
        experiment,
        file,
        manifest,
        questions,
        cells,
        Set.copyOf(new CorpusStore(ledger).ids(experiment.corpus())),
        chunks(),
        new LegStore(ledger));
  }

  private Map<String, Chunks> chunks() {
    var chunks = new HashMap<String, Chunks>();
    for (var chunking : file.factors().chunking()) {
      chunks.put(
          chunking.name(),
          new Chunks(new CorpusStore(ledger), cutter, experiment.corpus(), chunking.value()));
    }
    return chunks;
  }

  private List<Configuration> wanted(List<String> idsOrLabels) {
    return idsOrLabels.isEmpty()
        ? configurations
        : idsOrLabels.stream().map(this::known).distinct().toList();
  }

  /// Tries every fusion of the stored legs, and records that the held-out questions were looked at.
  ///
  /// @param measure null for the primary one
  /// @return empty where there is no dense and sparse leg to fuse
  /// @throws InvalidInput for an unknown measure
  public Optional<Sweep> sweep(@Nullable String measure) {
    Sweeper sweeper = sweeper(spelled(measure));
    return sweeps().fusions(sweeper).map(sweep -> counted(sweep, sweeper, openings()::open));
  }

  /// The same for a page that is looked at again and again: it counts once an experiment.
  public Optional<Sweep> showSweep(@Nullable String measure) {
    Sweeper sweeper = sweeper(spelled(measure));
    return sweeps().fusions(sweeper).map(sweep -> counted(sweep, sweeper, openings()::show));
  }

  private Sweep counted(Sweep sweep, Sweeper sweeper, Counting counting) {
    return sweep.heldOut() == null
        ? sweep
        : sweep.with(
            counting.opened(Openings.By.SWEEP, experiment, sweeper.heldOut(), Instant.now()));
  }

  /// Tries BM25 settings, and fusions on top of each, without a search or a vector, and records
  /// that the held-out questions were looked at.
  ///
  /// @param measure null for the primary one
  /// @return empty where no question is scored under every setting
  /// @throws InvalidInput for an unknown measure
  public Optional<Sweep> sweep(@Nullable String measure, Bm25Grid grid) {
    Sweeper sweeper = sweeper(spelled(measure));
    return sweeps()
        .bm25(questions, grid)
        .sweep(sweeper)
        .map(sweep -> counted(sweep, sweeper, openings()::open));
  }

  private Sweeps sweeps() {
    return new Sweeps(ledger, cutter, experiment, file, manifest);
  }

  /// The sweep with the parity of its best setting: Milvus fuses by its own hybrid search, or
  /// searches the best sparse vectors, and the answers are compared.
  ///
  /// @param grid what a sweep of BM25 settings tried; null for one of fusions
  /// @throws AssayException where Milvus does not answer, or holds no collection with both legs
  Sweep withParity(Sweep sweep, @Nullable Bm25Grid grid, Path stateFolder) {
    try (var engine = new Engine(stateFolder, file.milvus())) {
      return sweep.with(
          grid == null
              ? sweeps().parity(sweep, questions, engine.milvus())
              : List.of(sweeps().bm25(questions, grid).parity(sweep.best(), engine.milvus())));
    }
  }

  private Sweeper sweeper(String measure) {
    Configuration baseline = Grid.baseline(file);
    return new Sweeper(
        experiment.id(), file, measure, questions, scored(List.of(baseline), List.of(measure)));
  }

  /// The measure asked for as it is spelled, or the primary one.
  private String spelled(@Nullable String measure) {
    try {
      return Measure.parse(measure == null ? file.decision().primary() : measure).toString();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), "see docs/measures.md");
    }
  }

  /// Gives the first hits of all configurations to `items`, without repeats, question by question.
  ///
  /// @param cutoff how many hits of each configuration, from 1
  public void pool(int cutoff, Consumer<PoolItem> items) {
    var documents = new CorpusStore(ledger);
    var scorer =
        new Scorer(
            List.of(),
            new Rankings(new LegStore(ledger), manifest, file.depth()),
            file.golden().minimumCover(),
            Set.copyOf(documents.ids(experiment.corpus())));
    var pooling = new Pooling(documents, experiment.corpus(), chunks(), scorer);
    for (GoldenQuestion question : questions) {
      pooling.of(question, configurations, cutoff).forEach(items);
    }
  }

  private Configuration known(String idOrLabel) {
    return Grid.find(configurations, idOrLabel)
        .orElseThrow(
            () -> wrong(Grid.unknown(idOrLabel), Grid.suggestion(idOrLabel, configurations)));
  }

  private InvalidInput wrong(String message, @Nullable String suggestion) {
    return new InvalidInput(Problem.error(experiment.id(), 0, 0, message, suggestion));
  }
}
