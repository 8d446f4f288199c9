package dev.assay.experiment;

import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.ranking.Fusion;
import org.jspecify.annotations.Nullable;

/// One point of the grid.
///
/// @param id the letter tables and links use: A, B, …, Z, AA, …
/// @param model null where no vector is needed (BM25)
/// @param bm25 the sparse leg's settings; null where none is needed (dense)
/// @param fusion of the legs `dense` and `sparse`; null where one leg is the ranking
public record Configuration(
    String id,
    Named<Chunking> chunking,
    @Nullable Model model,
    Named<Retrieval> retrieval,
    Retrieval.@Nullable Bm25 bm25,
    @Nullable Fusion fusion) {

  /// `markdown · bge-small · rrf`
  public String label() {
    return model == null
        ? chunking.name() + " · " + retrieval.name()
        : chunking.name() + " · " + model.name() + " · " + retrieval.name();
  }
}
