package dev.assay.verdicts;

import dev.assay.embed.Embedder;
import dev.assay.embed.Role;
import dev.assay.embed.Vectors;
import dev.assay.experiment.VectorStore;
import dev.assay.judge.metric.Similarity;
import java.util.List;

/// The cosine of two texts by an embedding model. Both are embedded as documents; a vector is kept
/// and not asked for again.
///
/// @param embedder whose failure ends the judging; the next run goes on
public record TextCosine(Embedder embedder, VectorStore vectors) implements Similarity {
  @Override
  public double of(String a, String b) {
    var texts = List.of(a, b);
    vectors.ensure(embedder, Role.DOCUMENT, texts, _ -> {});
    var stored = vectors.all(embedder.fingerprint(), Role.DOCUMENT, texts);
    return Vectors.cosine(stored.getFirst().components(), stored.getLast().components());
  }
}
