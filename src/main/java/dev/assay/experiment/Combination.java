package dev.assay.experiment;

import dev.assay.Nearest;
import dev.assay.corpus.Chunking;
import dev.assay.embed.Model;
import dev.assay.yaml.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One entry of each factor.
///
/// @param model null where BM25 alone retrieves: it is the same beside every model
record Combination(
    Named<Chunking> chunking,
    @Nullable Model model,
    Named<Retrieval> retrieval,
    Named<Reranker> reranker) {

  /// Every one of them, in the order of the factors. MMR compares vectors, so BM25 goes without it.
  static List<Combination> all(ExperimentFile.Factors factors) {
    var all = new ArrayList<Combination>();
    for (Named<Chunking> chunking : factors.chunkings()) {
      for (Named<Retrieval> retrieval : factors.retrieval()) {
        for (Named<Reranker> reranker : factors.reranker()) {
          if (retrieval.value() instanceof Retrieval.Bm25) {
            if (reranker.value() instanceof Reranker.Mmr) {
              continue; // it has no vectors
            }
            all.add(new Combination(chunking, null, retrieval, reranker));
            continue;
          }
          for (Model model : factors.model()) {
            all.add(new Combination(chunking, model, retrieval, reranker));
          }
        }
      }
    }
    return all;
  }

  /// The one that a choice names.
  ///
  /// @throws IllegalArgumentException for a name the factor does not have, and a factor of several
  ///   entries that is not named
  static Combination of(Choice choice, ExperimentFile.Factors factors) {
    Named<Retrieval> retrieval =
        entry("retrieval", choice.retrieval(), factors.retrieval(), Named::name);
    boolean bm25 = retrieval.value() instanceof Retrieval.Bm25;
    if (bm25 && choice.model() != null) {
      throw new IllegalArgumentException(
          "retrieval '%s' uses no model: leave model out".formatted(retrieval.name()));
    }
    Named<Reranker> reranker =
        entry("reranker", choice.reranker(), factors.reranker(), Named::name);
    if (bm25 && reranker.value() instanceof Reranker.Mmr) {
      throw new IllegalArgumentException(
          "reranker '%s' needs the vectors of a model, and retrieval '%s' has none"
              .formatted(reranker.name(), retrieval.name()));
    }
    return new Combination(
        chunking(choice, factors),
        bm25 ? null : entry("model", choice.model(), factors.model(), Model::name),
        retrieval,
        reranker);
  }

  private static Named<Chunking> chunking(Choice choice, ExperimentFile.Factors factors) {
    Named<Chunking> chunking =
        entry("chunking", choice.chunking(), factors.chunking(), Named::name);
    if (factors.corpus() != null) {
      return ExperimentFile.Factors.chunking(
          entry("corpus", choice.corpus(), factors.corpus(), Named::name), chunking);
    }
    if (choice.corpus() != null) {
      throw new IllegalArgumentException(
          "corpus '%s' is not in factors.corpus, which is absent".formatted(choice.corpus()));
    }
    return chunking;
  }

  private static <T> T entry(
      String factor, @Nullable String name, List<T> entries, Function<T, String> nameOf) {
    List<String> names = entries.stream().map(nameOf).toList();
    if (name == null) {
      if (entries.size() > 1) {
        throw new IllegalArgumentException(
            "name its %s, one of: %s".formatted(factor, String.join(", ", names)));
      }
      return entries.getFirst();
    }
    int at = names.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "factors.%s has no '%s'; %s".formatted(factor, name, Nearest.suggestion(name, names)));
    }
    return entries.get(at);
  }
}
