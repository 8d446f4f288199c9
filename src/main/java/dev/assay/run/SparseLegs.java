package dev.assay.run;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Retrieval;
import dev.assay.lexical.Bm25Scores;
import dev.assay.lexical.Lexicon;
import java.util.ArrayList;
import java.util.List;

/// The sparse legs that Milvus would return under BM25 settings it was never asked for, computed in
/// one pass over the chunks. Memory grows with questions, settings and depth, not with the corpus.
public final class SparseLegs {
  /// Hits kept at a time.
  private static final int MOST_HITS = 8_000_000;

  private final CorpusStore documents;
  private final Cutter cutter;
  private final int depth;

  public SparseLegs(CorpusStore documents, Cutter cutter, int depth) {
    this.documents = documents;
    this.cutter = cutter;
    this.depth = depth;
  }

  /// How many settings one pass has room for.
  public int settingsAPass(int queries) {
    return Math.max(1, MOST_HITS / Math.max(1, queries * depth));
  }

  /// The hits of each setting and query; a query without a term that a chunk has finds nothing.
  public List<List<BestHits>> of(
      String corpus,
      Chunking chunking,
      Lexicon lexicon,
      List<Retrieval.Bm25> settings,
      List<String> queries) {
    var best = new ArrayList<List<BestHits>>();
    for (var _ : settings) {
      best.add(queries.stream().map(_ -> new BestHits(depth)).toList());
    }
    var scores =
        new Bm25Scores(lexicon, settings.stream().map(Retrieval.Bm25::settings).toList(), queries);
    documents.each(
        corpus,
        document -> {
          for (Chunk chunk : cutter.cut(chunking, document)) {
            scores.score(
                chunk.text(),
                (query, ofSettings) -> {
                  for (int setting = 0; setting < ofSettings.length; setting++) {
                    best.get(setting).get(query).add(chunk.id(), ofSettings[setting]);
                  }
                });
          }
        });
    return best;
  }
}
