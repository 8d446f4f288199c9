package dev.assay.experiment;

import dev.assay.Bytes;
import dev.assay.embed.Embedded;
import dev.assay.embed.Http;
import dev.assay.embed.Model;
import dev.assay.embed.Onnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What configurations take in memory: an estimate from what is stored.
///
/// `chunks * dimensions * 4` bytes for a dense leg, 8 bytes (term number, weight) for each term of
/// each chunk for a sparse leg, and the weights of models, a reranker's too, on this machine or
/// one's own.
final class Footprints {
  private static final long BYTES_OF_A_TERM = 8;

  private final Ledger ledger;
  private final Manifest manifest;
  private final Map<String, Long> terms = new HashMap<>();
  private final Map<String, Integer> dimensions = new HashMap<>();

  Footprints(Ledger ledger, Manifest manifest) {
    this.ledger = ledger;
    this.manifest = manifest;
  }

  /// Null where a part of it is not known.
  @Nullable Bytes memory(Configuration configuration) {
    long bytes = 0;
    String chunking = configuration.chunking().name();
    Model model = configuration.model();
    if (model != null) {
      Integer dimensions = dimensions(model);
      Bytes weights = weights(model);
      if (dimensions == null || weights == null) {
        return null;
      }
      bytes += (long) manifest.chunks(chunking) * dimensions * Float.BYTES + weights.count();
    }
    if (configuration.bm25() != null) {
      String lexicon = manifest.sparse(chunking, configuration.bm25().toString()).lexicon();
      bytes += terms.computeIfAbsent(lexicon, this::terms) * BYTES_OF_A_TERM;
    }
    Bytes reranker = weights(configuration.reranker().value());
    return reranker == null ? null : new Bytes(bytes + reranker.count());
  }

  /// Of a stored vector of the model; null where there is none.
  @Nullable Integer dimensions(Model model) {
    String fingerprint = manifest.models().get(model.name());
    return fingerprint == null
        ? model.card().dimensions()
        : dimensions.computeIfAbsent(
            fingerprint,
            known ->
                ledger
                    .first(
                        "select length(components) from vector where model = ? limit 1",
                        row -> row.getInt(1) / Float.BYTES,
                        known)
                    .orElse(null));
  }

  private long terms(String lexicon) {
    return ledger
        .query("select sum(frequency) from term where lexicon = ?", row -> row.getLong(1), lexicon)
        .getFirst();
  }

  /// What the weights take here; 0 for a model that is somebody else's to run, null where nobody
  /// says.
  static @Nullable Bytes weights(Model model) {
    Bytes said = model.card().weights();
    if (said != null) {
      return said;
    }
    return switch (model) {
      case Embedded _ -> null;
      case Onnx onnx -> size(onnx.path());
      case Http http -> elsewhere(Constraints.selfHosted(http));
    };
  }

  private static @Nullable Bytes weights(Reranker reranker) {
    Bytes said = reranker.card().weights();
    if (said != null) {
      return said;
    }
    return switch (reranker) {
      case Reranker.None _, Reranker.Mmr _ -> new Bytes(0);
      case Reranker.CrossEncoder encoder -> size(encoder.path());
      case Reranker.Http _, Reranker.Llm _ -> elsewhere(Constraints.selfHosted(reranker));
    };
  }

  private static @Nullable Bytes elsewhere(@Nullable Boolean own) {
    return Boolean.FALSE.equals(own) ? new Bytes(0) : null;
  }

  private static @Nullable Bytes size(Path model) {
    try {
      return new Bytes(Files.size(model.resolve("model.onnx")));
    } catch (IOException _) {
      return null;
    }
  }
}
