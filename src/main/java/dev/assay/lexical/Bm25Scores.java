package dev.assay.lexical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Exact BM25 of many queries under many settings, chunk by chunk: what the sparse vectors of those
/// settings would score, without storing one. Keeps the terms of the queries, and nothing of the
/// chunks. Not thread safe.
public final class Bm25Scores {

  /// Hears of a query that shares a term with the chunk.
  @FunctionalInterface
  public interface Sink {
    /// Called once for each such query.
    ///
    /// @param query its place
    /// @param scores one per setting, above 0, in 32-bit numbers; reused for the next query
    void scored(int query, float[] scores);
  }

  /// A query that has a term.
  ///
  /// @param weight as in its sparse vector
  private record Posting(int query, float weight) {}

  private final Lexicon lexicon;
  private final List<Bm25> settings;
  private final Map<String, List<Posting>> postings = new HashMap<>();
  private final double[][] sums;
  private final boolean[] touched;

  /// @param lexicon the statistics of all chunks; its own settings play no part
  public Bm25Scores(Lexicon lexicon, List<Bm25> settings, List<String> queries) {
    this.lexicon = lexicon;
    this.settings = List.copyOf(settings);
    this.sums = new double[queries.size()][settings.size()];
    this.touched = new boolean[queries.size()];
    for (int query = 0; query < queries.size(); query++) {
      int place = query;
      Lexicon.frequencies(lexicon.analyzer().terms(queries.get(query)))
          .forEach((term, qtf) -> {
            var entry = lexicon.entry(term);
            if (entry != null) {
              float weight = (float) (qtf * Bm25.idf(lexicon.chunks(), entry.df()));
              postings
                  .computeIfAbsent(term, _ -> new ArrayList<>())
                  .add(new Posting(place, weight));
            }
          });
    }
  }

  /// Scores one chunk of the corpus the lexicon was counted on.
  public void score(String chunk, Sink sink) {
    var terms = lexicon.analyzer().terms(chunk);
    var found = new ArrayList<Integer>();
    Lexicon.frequencies(terms)
        .forEach((term, tf) -> {
          List<Posting> queries = postings.get(term);
          if (queries != null) {
            add(queries, weights(tf, terms.size()), found);
          }
        });
    float[] scores = new float[settings.size()];
    for (int query : found) {
      for (int setting = 0; setting < scores.length; setting++) {
        scores[setting] = (float) sums[query][setting];
      }
      sink.scored(query, scores);
      Arrays.fill(sums[query], 0);
      touched[query] = false;
    }
  }

  /// The term's weight in the chunk's sparse vector, per setting.
  private float[] weights(int tf, int length) {
    float[] weights = new float[settings.size()];
    for (int setting = 0; setting < weights.length; setting++) {
      weights[setting] = (float) settings.get(setting).weight(tf, length, lexicon.averageLength());
    }
    return weights;
  }

  private void add(List<Posting> queries, float[] weights, List<Integer> found) {
    for (Posting posting : queries) {
      if (!touched[posting.query()]) {
        touched[posting.query()] = true;
        found.add(posting.query());
      }
      double[] sum = sums[posting.query()];
      for (int setting = 0; setting < weights.length; setting++) {
        sum[setting] += (double) weights[setting] * posting.weight();
      }
    }
  }
}
