package dev.assay.analysis;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Document;
import dev.assay.experiment.Chunks;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Cuts;
import dev.assay.experiment.Scorer;
import dev.assay.experiment.Stored;
import dev.assay.experiment.TrecView;
import dev.assay.golden.GoldenQuestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pool of an experiment: the first hits of every configuration, without repeats. Sparck Jones
/// and van Rijsbergen 1975, "Report on the need for and provision of an 'ideal' test collection".
///
/// Chunkings that cut the same span share an item. What no configuration returned within the cutoff
/// stays unjudged however much of the pool is judged.
public final class Pooling {
  private static final int LONGEST = 8_000;

  private final Stored stored;
  private final Cuts cuts;
  private final Scorer scorer;

  public Pooling(Stored stored) {
    this.stored = stored;
    this.cuts = stored.cuts();
    this.scorer = stored.scorer(List.of());
  }

  /// The pool of one question, in the order of the documents and the spans.
  public Collection<PoolItem> of(GoldenQuestion question, int cutoff) {
    var items = new TreeMap<String, PoolItem>();
    for (Configuration configuration : stored.configurations()) {
      Chunks cut = cuts.of(configuration);
      TrecView view = scorer.trec(configuration, List.of(question), cut);
      Map<String, Integer> grades = view.qrels().grades(question.id());
      view.run()
          .byQuestion()
          .values()
          .forEach(ranking -> {
            var hits = ranking.top(cutoff).hits();
            for (int i = 0; i < hits.size(); i++) {
              String id = hits.get(i).id();
              Chunk chunk = Scorer.wholeDocuments(question) ? null : cut.find(id);
              items
                  .computeIfAbsent(
                      chunk == null ? id : text(chunk),
                      _ ->
                          chunk == null
                              ? document(configuration, question, id, grades.get(id))
                              : chunk(question, chunk, cut.returned(chunk), grades.get(id)))
                  .found()
                  .put(configuration.id(), i + 1);
            }
          });
    }
    return new ArrayList<>(items.values());
  }

  /// The same for the same text, whichever chunking cut it.
  static String text(Chunk chunk) {
    return "%s#%010d-%010d"
        .formatted(chunk.document(), chunk.returned().start(), chunk.returned().end());
  }

  private PoolItem document(
      Configuration configuration, GoldenQuestion question, String id, @Nullable Integer judged) {
    String corpus = stored.corpora().of(configuration.chunking());
    String text = stored.documents().find(corpus, id).map(Document::text).orElse("");
    return new PoolItem(
        question.id(),
        question.question(),
        id,
        null,
        null,
        text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…",
        new LinkedHashMap<>(),
        judged);
  }

  private static PoolItem chunk(
      GoldenQuestion question, Chunk chunk, String text, @Nullable Integer judged) {
    return new PoolItem(
        question.id(),
        question.question(),
        chunk.document(),
        chunk.returned().start(),
        chunk.returned().end(),
        text,
        new LinkedHashMap<>(),
        judged);
  }
}
