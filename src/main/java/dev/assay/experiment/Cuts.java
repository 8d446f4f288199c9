package dev.assay.experiment;

import dev.assay.corpus.Chunking;
import dev.assay.yaml.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The chunks that each configuration of an experiment searches. Not thread safe.
public final class Cuts {
  private final Map<String, Chunks> byChunking = new HashMap<>();

  public Cuts(
      CorpusStore documents, Cutter cutter, Corpora corpora, List<Named<Chunking>> chunkings) {
    for (Named<Chunking> chunking : chunkings) {
      byChunking.put(
          chunking.name(), new Chunks(documents, cutter, corpora.of(chunking), chunking.value()));
    }
  }

  public Cuts(
      CorpusStore documents, Cutter cutter, ExperimentRecord experiment, ExperimentFile file) {
    this(documents, cutter, Corpora.of(experiment, file), file.factors().chunkings());
  }

  public Chunks of(Configuration configuration) {
    return of(configuration.chunking());
  }

  public Chunks of(Named<Chunking> chunking) {
    return Objects.requireNonNull(byChunking.get(chunking.name()));
  }
}
