package dev.assay.experiment;

import dev.assay.embed.Embedded;
import dev.assay.embed.Embedder;
import dev.assay.embed.Http;
import dev.assay.embed.Model;
import java.util.HashMap;
import java.util.Map;

/// The models of an experiment file, opened when first needed.
public final class Models implements AutoCloseable {
  private final Map<Model, Embedder> open = new HashMap<>();

  /// The model, ready to embed.
  ///
  /// @throws dev.assay.AssayException if a key or the model's files are missing
  public synchronized Embedder embedder(Model model) {
    Model opened = model instanceof Embedded embedded ? new Embedded(embedded.of()) : model;
    return open.computeIfAbsent(opened, _ -> withKey(opened).open());
  }

  /// The model with the key that the environment holds in place of its name.
  private static Model withKey(Model model) {
    if (!(model instanceof Http http) || http.key() == null) {
      return model;
    }
    return new Http(
        http.name(),
        http.uri(),
        http.model(),
        Secret.resolve(http.key()),
        http.queryPrefix(),
        http.documentPrefix(),
        http.dimensions(),
        http.normalise(),
        http.batch(),
        http.concurrency(),
        http.deadline(),
        http.retries(),
        http.price(),
        http.card());
  }

  @Override
  public synchronized void close() {
    open.values().forEach(Embedder::close);
  }
}
