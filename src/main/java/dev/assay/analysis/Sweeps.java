package dev.assay.analysis;

import dev.assay.AssayException;
import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Manifest;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Reranker;
import dev.assay.experiment.Retrieval;
import dev.assay.experiment.Stored;
import dev.assay.experiment.VectorStore;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.Milvus;
import dev.assay.ranking.Rrf;
import dev.assay.run.Lexicons;
import dev.assay.yaml.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sweeps over the stored legs of one finished experiment.
public final class Sweeps {
  private final Stored stored;
  private final ExperimentFile file;
  private final Rankings rankings;

  public Sweeps(Stored stored) {
    this.stored = stored;
    this.file = stored.file();
    this.rankings = new Rankings(new LegStore(stored.ledger()), stored.manifest(), file.depth());
  }

  /// Every fusion of every dense with every sparse leg.
  ///
  /// @return empty where there is no pair of legs, or no question scored under every setting
  public Optional<Sweep> fusions(String measure, Openings.Look look) {
    Sweeper sweeper = sweeper(measure);
    return counted(sweeper.sweep(pairs().stream(), FusionRow.fine(file.depth())), sweeper, look);
  }

  /// BM25 settings that were never indexed, and fusions on top of each.
  ///
  /// @return empty where no question is scored under every setting
  public Optional<Sweep> bm25(String measure, Bm25Grid grid, Openings.Look look) {
    Sweeper sweeper = sweeper(measure);
    return counted(bm25(grid).sweep(sweeper), sweeper, look);
  }

  private Optional<Sweep> counted(Optional<Sweep> found, Sweeper sweeper, Openings.Look look) {
    return found.map(sweep ->
        sweep.heldOut() == null
            ? sweep
            : sweep.with(
                look.at(Openings.By.SWEEP, stored.experiment(), sweeper.heldOut(), Instant.now())));
  }

  private Sweeper sweeper(String measure) {
    return new Sweeper(
        stored.experiment().id(),
        file,
        measure,
        stored.questions(),
        stored.cells(List.of(stored.baseline()), List.of(measure)));
  }

  private Bm25Sweep bm25(Bm25Grid grid) {
    return new Bm25Sweep(stored, rankings, grid);
  }

  /// What Milvus itself finds with the best setting.
  ///
  /// @param grid what a sweep of BM25 settings tried; null for one of fusions
  /// @throws AssayException where Milvus does not answer, or no collection has both legs
  public List<Parity> parity(Sweep sweep, @Nullable Bm25Grid grid, Milvus milvus) {
    return grid == null ? parity(sweep, milvus) : List.of(bm25(grid).parity(sweep.best(), milvus));
  }

  private List<Sweeper.Pair> pairs() {
    var pairs = new ArrayList<Sweeper.Pair>();
    Cuts cuts = stored.cuts();
    if (file.factors().retrieval().stream().anyMatch(r -> r.value() instanceof Retrieval.Dense)) {
      for (Named<Chunking> chunking : file.factors().chunkings()) {
        for (Named<Retrieval> retrieval : file.factors().retrieval()) {
          if (retrieval.value() instanceof Retrieval.Bm25 bm25) {
            for (Model model : file.factors().model()) {
              var legs = legs(chunking, model, retrieval, bm25);
              pairs.add(
                  new Sweeper.Pair(
                      new Sweeper.Names(chunking.name(), model.name(), retrieval.name()),
                      cuts.of(chunking),
                      question -> rankings.legs(legs, question.question())));
            }
          }
        }
      }
    }
    return pairs;
  }

  /// Has Milvus fuse the legs of the best setting by itself: by that setting, and by the best of
  /// the other kind, RRF or weights.
  private List<Parity> parity(Sweep sweep, Milvus milvus) {
    Sweep.Setting best = sweep.best();
    var names = new Sweeper.Names(best.chunking(), best.model(), best.bm25());
    Sweeper.Pair pair =
        pairs().stream()
            .filter(candidate -> candidate.names().equals(names))
            .findFirst()
            .orElseThrow();
    Retrieval.Bm25 bm25 = bm25(best.bm25());
    Manifest.Index index =
        stored.manifest().indexes().stream()
            .filter(candidate -> candidate.chunking().equals(best.chunking()))
            .filter(candidate -> candidate.model().equals(best.model()))
            .filter(candidate -> candidate.bm25().equals(bm25.toString()))
            .findFirst()
            .orElseThrow(() ->
                new AssayException(
                    "no collection has both the dense vectors of %s and the sparse ones of %s: name %s first in factors.retrieval"
                        .formatted(best.model(), best.bm25(), best.bm25())));
    ChunkCollection collection = milvus.collection(index.collection());
    collection.load();
    var check =
        new ParityCheck(
            milvus.engine().name() + " " + milvus.engine().version(),
            collection,
            new VectorStore(stored.ledger()),
            Objects.requireNonNull(stored.manifest().models().get(best.model())),
            new Lexicons(stored.ledger(), stored.documents(), stored.cutter())
                .find(index.lexicon(), bm25)
                .orElseThrow(),
            stored.questions(),
            pair);
    List<Sweep.Curve> curves =
        sweep.curves().stream()
            .filter(curve -> curve.chunking().equals(best.chunking()))
            .filter(curve -> curve.model().equals(best.model()))
            .filter(curve -> curve.bm25().equals(best.bm25()))
            .toList();
    var chosen = new FusionRow(best.depth(), best.normalise(), List.of(at(best)));
    Sweep.Curve other =
        curves.stream()
            .filter(curve -> (curve.normalise() == null) != (best.normalise() == null))
            .max(Comparator.comparingDouble(curve -> curve.development().get(curve.best())))
            .orElseThrow();
    return List.of(
        check.of(chosen, 0),
        check.of(new FusionRow(other.depth(), other.normalise(), other.at()), other.best()));
  }

  private static double at(Sweep.Setting setting) {
    Integer k = setting.k();
    return k == null ? Objects.requireNonNull(setting.denseWeight()) : k;
  }

  private Retrieval.Bm25 bm25(String name) {
    return file.factors().retrieval().stream()
        .filter(retrieval -> retrieval.name().equals(name))
        .map(retrieval -> (Retrieval.Bm25) retrieval.value())
        .findFirst()
        .orElseThrow();
  }

  /// A configuration of both legs.
  private static Configuration legs(
      Named<Chunking> chunking, Model model, Named<Retrieval> retrieval, Retrieval.Bm25 bm25) {
    return new Configuration(
        "",
        chunking,
        model,
        retrieval,
        bm25,
        new Rrf(FusionRow.USUAL_K),
        new Named<>("none", new Reranker.None()));
  }
}
