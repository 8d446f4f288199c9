package dev.assay.experiment;

import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.ranking.Rrf;
import java.util.ArrayList;
import java.util.Optional;

/// The sweeps over the stored legs of one finished experiment.
final class Sweeps {
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
    this.cutter = cutter;
    this.experiment = experiment;
    this.file = file;
    this.documents = new CorpusStore(ledger);
    this.rankings = new Rankings(new LegStore(ledger), manifest, file.depth());
  }

  /// Every fusion of every dense with every sparse leg.
  ///
  /// @return empty where there is no pair of legs, or no question scored under every setting
  Optional<Sweep> fusions(Sweeper sweeper) {
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
                      chunking.name(),
                      model.name(),
                      retrieval.name(),
                      chunks,
                      question -> rankings.legs(legs, question.question())));
            }
          }
        }
      }
    }
    return sweeper.sweep(pairs, FusionRow.fine(file.depth()));
  }

  /// A configuration of both legs.
  private static Configuration legs(
      Named<Chunking> chunking, Model model, Named<Retrieval> retrieval, Retrieval.Bm25 bm25) {
    return new Configuration("", chunking, model, retrieval, bm25, new Rrf(FusionRow.USUAL_K));
  }
}
