package dev.assay.experiment;

import dev.assay.golden.GoldenQuestion;
import dev.assay.milvus.Effort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Where an experiment lost evidence, with exact search or with an approximate index.
///
/// @param documents ids of the corpus
/// @param chunks per chunking
record ExperimentLosses(
    ExperimentRecord experiment,
    ExperimentFile file,
    Manifest manifest,
    List<GoldenQuestion> questions,
    List<Cell> cells,
    Set<String> documents,
    Map<String, Chunks> chunks,
    LegStore legs) {

  Losses of(List<Configuration> chosen, int cutoff) {
    return split(rankings(key -> key), "exact", chosen, cutoff);
  }

  /// @param searches where the legs of the index come from
  Losses of(List<Configuration> chosen, int cutoff, IndexRequest request, IndexLegs searches) {
    var sweeper =
        new IndexSweeper(
            experiment.corpus(), file, manifest, questions, documents, chunks, legs, searches);
    var sweeps = new ArrayList<IndexSweep>();
    var instead = new HashMap<LegStore.Key, LegStore.Key>();
    Effort at = request.effort();
    denseLegs(chosen)
        .forEach((leg, configurations) -> {
          var index = sweeper.content(configurations.getFirst(), request);
          sweeps.add(sweeper.sweep(index, request.efforts(index.index()), configurations));
          instead.put(leg, at == null ? leg : index.key(at, file.depth()));
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
    return new LossSplit(questions, new Cells(cells), chunks, rankings(key -> key), searched)
        .of(experiment.id(), how, chosen, cutoff);
  }

  private Rankings rankings(UnaryOperator<LegStore.Key> instead) {
    return new Rankings(legs, manifest, file.depth(), instead);
  }
}
