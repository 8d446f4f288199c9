package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.golden.GoldenQuestion;
import dev.assay.milvus.ChunkCollection;
import dev.assay.milvus.Milvus;
import dev.assay.ranking.Rrf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The sweeps over the stored legs of one finished experiment.
final class Sweeps {
  private final Ledger ledger;
  private final Manifest manifest;
  private final ExperimentRecord experiment;
  private final ExperimentFile file;
  private final CorpusStore documents;
  private final Cutter cutter;
  private final Rankings rankings;

  Sweeps(
      Ledger ledger,
      Cutter cutter,
      ExperimentRecord experiment,
      ExperimentFile file,
      Manifest manifest) {
    this.ledger = ledger;
    this.cutter = cutter;
    this.manifest = manifest;
    this.experiment = experiment;
    this.file = file;
    this.documents = new CorpusStore(ledger);
    this.rankings = new Rankings(new LegStore(ledger), manifest, file.depth());
  }

  /// Every fusion of every dense with every sparse leg.
  ///
  /// @return empty where there is no pair of legs, or no question scored under every setting
  Optional<Sweep> fusions(Sweeper sweeper) {
    return sweeper.sweep(pairs().stream(), FusionRow.fine(file.depth()));
  }

  private List<Sweeper.Pair> pairs() {
    var pairs = new ArrayList<Sweeper.Pair>();
    if (file.factors().retrieval().stream().anyMatch(r -> r.value() instanceof Retrieval.Dense)) {
      for (Named<Chunking> chunking : file.factors().chunking()) {
        var chunks = new Chunks(documents, cutter, experiment.corpus(), chunking.value());
        for (Named<Retrieval> retrieval : file.factors().retrieval()) {
          if (retrieval.value() instanceof Retrieval.Bm25 bm25) {
            for (Model model : file.factors().model()) {
              var legs = legs(chunking, model, retrieval, bm25);
              pairs.add(
                  new Sweeper.Pair(
                      new Sweeper.Names(chunking.name(), model.name(), retrieval.name()),
                      chunks,
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
  ///
  /// @throws AssayException where Milvus does not answer, or no collection has both legs
  List<Parity> parity(Sweep sweep, List<GoldenQuestion> questions, Milvus milvus) {
    Sweep.Setting best = sweep.best();
    var names = new Sweeper.Names(best.chunking(), best.model(), best.bm25());
    Sweeper.Pair pair =
        pairs().stream()
            .filter(candidate -> candidate.names().equals(names))
            .findFirst()
            .orElseThrow();
    Retrieval.Bm25 bm25 = bm25(best.bm25());
    Manifest.Index index =
        manifest.indexes().stream()
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
            new VectorStore(ledger),
            Objects.requireNonNull(manifest.models().get(best.model())),
            new Lexicons(ledger, documents, cutter).find(index.lexicon(), bm25).orElseThrow(),
            questions,
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

  /// BM25 settings that were never indexed, and fusions on top of each.
  Bm25Sweep bm25(List<GoldenQuestion> questions, Bm25Grid grid) {
    return new Bm25Sweep(ledger, cutter, experiment.corpus(), file, rankings, questions, grid);
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
