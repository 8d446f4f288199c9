package dev.assay.lab;

import dev.assay.analysis.IndexRequest;
import dev.assay.analysis.IndexSweep;
import dev.assay.analysis.IndexSweeper;
import dev.assay.analysis.LossSplit;
import dev.assay.analysis.Losses;
import dev.assay.experiment.Cells;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.LegStore;
import dev.assay.experiment.Rankings;
import dev.assay.experiment.Stored;
import dev.assay.milvus.Effort;
import dev.assay.run.IndexLegs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Where an experiment lost evidence, with exact search or with an approximate index.
final class ExperimentLosses {
  private final Stored stored;
  private final Cuts cuts;
  private final LegStore legs;

  ExperimentLosses(Stored stored) {
    this.stored = stored;
    this.cuts = stored.cuts();
    this.legs = new LegStore(stored.ledger());
  }

  Losses of(List<Configuration> chosen, int cutoff) {
    return split(rankings(key -> key), "exact", chosen, cutoff);
  }

  /// @param searches where the legs of the index come from
  Losses of(List<Configuration> chosen, int cutoff, IndexRequest request, IndexLegs searches) {
    var sweeper = new IndexSweeper(stored, cuts, legs, searches);
    var sweeps = new ArrayList<IndexSweep>();
    var instead = new HashMap<LegStore.Key, LegStore.Key>();
    Effort at = request.effort();
    denseLegs(chosen)
        .forEach((leg, configurations) -> {
          var index = sweeper.content(configurations.getFirst(), request);
          sweeps.add(sweeper.sweep(index, request.efforts(index.index()), configurations));
          instead.put(leg, at == null ? leg : index.key(at, stored.file().depth()));
        });
    return split(
            rankings(key -> instead.getOrDefault(key, key)), request.searched(), chosen, cutoff)
        .with(sweeps);
  }

  /// The exact dense legs with the configurations that have them.
  private Map<LegStore.Key, List<Configuration>> denseLegs(List<Configuration> chosen) {
    var found = new LinkedHashMap<LegStore.Key, List<Configuration>>();
    for (Configuration configuration : chosen) {
      rankings(key -> key).keys(configuration).stream()
          .filter(key -> key.kind() == LegStore.Kind.DENSE)
          .forEach(key -> found.computeIfAbsent(key, _ -> new ArrayList<>()).add(configuration));
    }
    return found;
  }

  private Losses split(Rankings searched, String how, List<Configuration> chosen, int cutoff) {
    return new LossSplit(
            stored.questions(), new Cells(stored.cells()), cuts, rankings(key -> key), searched)
        .of(stored.experiment().id(), how, chosen, cutoff);
  }

  private Rankings rankings(UnaryOperator<LegStore.Key> instead) {
    return new Rankings(legs, stored.manifest(), stored.file().depth(), instead);
  }
}
