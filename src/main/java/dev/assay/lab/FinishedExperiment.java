package dev.assay.lab;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.analysis.Bm25Grid;
import dev.assay.analysis.CompareRequest;
import dev.assay.analysis.Comparisons;
import dev.assay.analysis.Decider;
import dev.assay.analysis.GateCheck;
import dev.assay.analysis.GateReport;
import dev.assay.analysis.IndexRequest;
import dev.assay.analysis.Losses;
import dev.assay.analysis.Opened;
import dev.assay.analysis.Openings;
import dev.assay.analysis.Pick;
import dev.assay.analysis.PoolBias;
import dev.assay.analysis.PoolItem;
import dev.assay.analysis.Pooling;
import dev.assay.analysis.Sweep;
import dev.assay.analysis.Sweeps;
import dev.assay.experiment.Baseline;
import dev.assay.experiment.Baselines;
import dev.assay.experiment.Cells;
import dev.assay.experiment.Comparison;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Facts;
import dev.assay.experiment.Gate;
import dev.assay.experiment.Meter;
import dev.assay.experiment.Progress;
import dev.assay.experiment.Slice;
import dev.assay.experiment.Stored;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Measure;
import dev.assay.run.Engine;
import dev.assay.run.IndexLegs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An experiment that has its result, and what can be asked of what it stored. Nothing is embedded
/// or paid for, and only what says so is searched.
public final class FinishedExperiment {
  private final Stored stored;
  private final Path stateFolder;
  private final Openings openings;

  FinishedExperiment(Stored stored, Path stateFolder) {
    this.stored = stored;
    this.stateFolder = stateFolder;
    this.openings = new Openings(stored.ledger());
  }

  /// Compares configurations question by question.
  ///
  /// @param slice null for all questions
  /// @throws InvalidInput for a configuration the experiment does not have, or no measure
  public Comparison compare(CompareRequest request, @Nullable Slice slice) {
    return new Comparisons(stored).of(request, slice);
  }

  /// Compares on the questions of each value of a property, corrected for all these looks.
  ///
  /// @throws InvalidInput as above
  public Comparison.Slices compare(CompareRequest request, Slice.Property property) {
    return new Comparisons(stored).of(request, property);
  }

  /// The questions that two configurations were both scored on, by id.
  ///
  /// @param request with one candidate
  /// @throws InvalidInput as above
  public List<Comparison.Change> changes(CompareRequest request, @Nullable Slice slice) {
    return new Comparisons(stored).changes(request, slice);
  }

  /// What can be compared, in the order of the experiment.
  public List<Configuration> configurations() {
    return stored.configurations();
  }

  /// The configuration that others are compared with where nobody says.
  public String baselineId() {
    return stored.baseline().id();
  }

  /// The measures that were computed, the primary one first.
  public List<String> measures() {
    return Stream.concat(
            Stream.of(stored.file().decision().primary()), stored.file().measures().stream())
        .distinct()
        .toList();
  }

  /// The slices of every property that tells questions apart.
  public List<Slice> slices() {
    return Arrays.stream(Slice.Property.values())
        .map(property -> property.slices(stored.questions()))
        .filter(slices -> slices.size() > 1)
        .flatMap(List::stream)
        .toList();
  }

  /// Decides which configuration to ship, and records that the held-out questions were looked at.
  public Pick decide() {
    return decide(openings::open);
  }

  /// The same for a page that is looked at again and again: it counts once an experiment.
  public Pick showDecision() {
    return decide(openings::show);
  }

  private Pick decide(Openings.Look look) {
    stored.whole();
    Set<String> heldOut = Decider.heldOut(stored.file(), stored.questions());
    Opened opened =
        heldOut.isEmpty()
            ? null
            : look.at(Openings.By.DECISION, stored.experiment(), heldOut, Instant.now());
    return new Decider(
            stored.experiment().id(), stored.file(), stored.questions(), new Cells(stored.cells()))
        .decide(Facts.all(stored), opened);
  }

  /// The gates that its file named when it ran.
  public List<Gate> gates() {
    return stored.file().gates();
  }

  /// Holds its runs against gates.
  ///
  /// @param known the baseline under a tag (`tag:main`) or in a file; null where there is none
  public GateReport gate(List<Gate> gates, Function<String, @Nullable Baseline> known) {
    var check = new GateCheck(stored.file(), baseline(gates), known);
    return GateReport.of(stored.experiment().id(), gates.stream().map(check::check).toList());
  }

  /// What later runs can be held against: the pick, the best and the baseline, and what its gates
  /// name. Decides, so it counts as looking at the held-out questions.
  public Baseline baseline() {
    return baseline(gates());
  }

  private Baseline baseline(List<Gate> gates) {
    return new Baselines(stored).of(decide().shipped(), gates);
  }

  /// Says where configurations lost evidence, with exact search.
  ///
  /// @param wanted ids or labels; empty for all
  /// @param cutoff how many hits count, from 1
  /// @throws InvalidInput for a configuration the experiment does not have
  public Losses losses(List<String> wanted, int cutoff) {
    return new ExperimentLosses(stored).of(stored.known(wanted), cutoff);
  }

  /// The same, with an approximate index measured for each dense leg. What was measured before is
  /// not searched again, and no engine is started for it.
  ///
  /// @param progress hears twice a second how far the searches are, on another thread
  /// @throws AssayException if the engine has no such index
  public Losses losses(
      List<String> wanted, int cutoff, IndexRequest request, Consumer<Progress> progress) {
    try (var meter = new Meter(progress);
        var engine = new Engine(stateFolder, request.where(stored.file().milvus()))) {
      var legs = new IndexLegs(stored.ledger(), stored.cutter(), engine, meter);
      return new ExperimentLosses(stored).of(stored.known(wanted), cutoff, request, legs);
    }
  }

  /// Tries every fusion of the stored legs, and records that the held-out questions were looked at.
  ///
  /// @param measure null for the primary one
  /// @return empty where there is no dense and sparse leg to fuse
  /// @throws InvalidInput for an unknown measure
  public Optional<Sweep> sweep(@Nullable String measure) {
    return new Sweeps(stored.whole()).fusions(stored.measure(measure), openings::open);
  }

  /// The same for a page that is looked at again and again: it counts once an experiment.
  public Optional<Sweep> showSweep(@Nullable String measure) {
    return new Sweeps(stored.whole()).fusions(stored.measure(measure), openings::show);
  }

  /// Tries BM25 settings, and fusions on top of each, without a search or a vector, and records
  /// that the held-out questions were looked at.
  ///
  /// @param measure null for the primary one
  /// @return empty where no question is scored under every setting
  /// @throws InvalidInput for an unknown measure
  public Optional<Sweep> sweep(@Nullable String measure, Bm25Grid grid) {
    return new Sweeps(stored.whole()).bm25(stored.measure(measure), grid, openings::open);
  }

  /// The sweep with the parity of its best setting: Milvus fuses by its own hybrid search, or
  /// searches the best sparse vectors, and the answers are compared.
  ///
  /// @param grid what a sweep of BM25 settings tried; null for one of fusions
  /// @throws AssayException where Milvus does not answer, or holds no collection with both legs
  public Sweep withParity(Sweep sweep, @Nullable Bm25Grid grid) {
    try (var engine = new Engine(stateFolder, stored.file().milvus())) {
      return sweep.with(new Sweeps(stored).parity(sweep, grid, engine.milvus()));
    }
  }

  /// Gives the first hits of all configurations to `items`, without repeats, question by question.
  ///
  /// @param cutoff how many hits of each configuration, from 1
  public void pool(int cutoff, Consumer<PoolItem> items) {
    var pooling = new Pooling(stored);
    for (GoldenQuestion question : stored.questions()) {
      pooling.of(question, cutoff).forEach(items);
    }
  }

  /// Says what each configuration owes to having been in the pool, by the primary measure.
  ///
  /// @param cutoff how many hits of each configuration make the pool, from 1
  /// @throws InvalidInput where the primary measure does not read grades
  public PoolBias poolBias(int cutoff) {
    String primary = stored.measure(null);
    if (!(Measure.parse(primary) instanceof GradeMeasure measure)) {
      throw stored.wrong(
          primary + " reads evidence, not the judgements of a pool",
          "pool bias is told for measures of graded hits, such as nDCG@10");
    }
    return PoolBias.of(stored, measure, cutoff);
  }
}
