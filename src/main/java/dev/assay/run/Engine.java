package dev.assay.run;

import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Secret;
import dev.assay.milvus.EngineFolder;
import dev.assay.milvus.Milvus;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Milvus, started or connected to when first needed: a run that finds every leg stored needs none.
public final class Engine implements AutoCloseable {
  private final Path stateFolder;
  private final ExperimentFile.Milvus settings;
  private @Nullable Milvus open;

  public Engine(Path stateFolder, ExperimentFile.Milvus settings) {
    this.stateFolder = stateFolder;
    this.settings = settings;
  }

  public Milvus milvus() {
    Milvus known = open;
    if (known != null) {
      return known;
    }
    String uri = settings.uri();
    Milvus opened =
        uri == null
            ? Milvus.embedded(EngineFolder.find(stateFolder), stateFolder.resolve("milvus"))
            : Milvus.connect(uri, Secret.resolve(settings.token()));
    open = opened;
    return opened;
  }

  /// Ends the embedded engine of a run that was killed, which this run may not need to start.
  void endOrphan() {
    if (settings.uri() == null) {
      Milvus.endOrphan(stateFolder.resolve("milvus"));
    }
  }

  /// Which Milvus: collections of one are not those of another.
  public String server() {
    return settings.uri() == null ? "lite" : settings.uri();
  }

  int searchCalls() {
    return open == null ? 0 : (int) open.searchCalls();
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
