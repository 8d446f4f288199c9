package dev.assay.lexical;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The statistics of a chunked corpus that BM25 needs, and the number each term has in Milvus's
/// sparse vectors. The inner product of [#document] and [#query] is exact BM25:
///
/// `Σ qtf · idf(t) · tf·(k1+1) / (tf + k1·(1 − b + b·dl/avgdl))` over the terms both have.
public final class Lexicon {
  /// The number of no term: a chunk of stop words has it, so that its vector is not empty.
  public static final long NO_TERM = 0;

  /// What is known of a term.
  ///
  /// @param id its number, from 1 in the order of the terms
  /// @param df the number of chunks that have it, at least 1
  public record Entry(String term, long id, int df) {
    public Entry {
      if (id <= NO_TERM || df < 1) {
        throw new IllegalArgumentException(
            "term '%s': id and df are at least 1, got %d and %d".formatted(term, id, df));
      }
    }
  }

  private final Analyzer analyzer;
  private final Bm25 bm25;
  private final int chunks;
  private final long length;
  private final Map<String, Entry> entries;

  /// A lexicon read back from where it was stored.
  ///
  /// @param chunks N
  /// @param length terms of all chunks together
  /// @param entries of [#entries], in any order
  public Lexicon(Analyzer analyzer, Bm25 bm25, int chunks, long length, List<Entry> entries) {
    if (chunks < 0 || length < 0) {
      throw new IllegalArgumentException(
          "chunks and length are at least 0, got %d and %d".formatted(chunks, length));
    }
    this.analyzer = analyzer;
    this.bm25 = bm25;
    this.chunks = chunks;
    this.length = length;
    this.entries = HashMap.newHashMap(entries.size());
    var ids = new java.util.BitSet();
    for (var entry : entries) {
      if (entry.df() > chunks) {
        throw new IllegalArgumentException(
            "term '%s' is in %d of %d chunks".formatted(entry.term(), entry.df(), chunks));
      }
      if (entry.id() > entries.size() || ids.get((int) entry.id())) {
        throw new IllegalArgumentException(
            "term '%s' has the id %d, which is taken or above %d"
                .formatted(entry.term(), entry.id(), entries.size()));
      }
      ids.set((int) entry.id());
      if (this.entries.put(entry.term(), entry) != null) {
        throw new IllegalArgumentException("term '" + entry.term() + "' stands twice");
      }
    }
  }

  /// Counts chunk by chunk; needs memory for the vocabulary only.
  public static final class Builder {
    private final Analyzer analyzer;
    private final Map<String, Integer> df = new HashMap<>();
    private int chunks;
    private long length;

    public Builder(Analyzer analyzer) {
      this.analyzer = analyzer;
    }

    public Builder add(String text) {
      var terms = analyzer.terms(text);
      frequencies(terms).keySet().forEach(term -> df.merge(term, 1, Integer::sum));
      length += terms.size();
      chunks++;
      return this;
    }

    /// The same chunks in any order give the same lexicon.
    public Lexicon build(Bm25 bm25) {
      var terms = new ArrayList<>(df.keySet());
      Collections.sort(terms);
      var entries = new ArrayList<Entry>(terms.size());
      for (int i = 0; i < terms.size(); i++) {
        String term = terms.get(i);
        entries.add(new Entry(term, i + 1L, df.getOrDefault(term, 0)));
      }
      return new Lexicon(analyzer, bm25, chunks, length, entries);
    }
  }

  public Analyzer analyzer() {
    return analyzer;
  }

  public Bm25 bm25() {
    return bm25;
  }

  /// N, the number of chunks.
  public int chunks() {
    return chunks;
  }

  /// The terms of all chunks together.
  public long length() {
    return length;
  }

  /// avgdl, the terms of a chunk on average; 1 where no chunk has a term, so that nothing is
  /// divided by 0.
  public double averageLength() {
    return length == 0 ? 1 : (double) length / chunks;
  }

  /// Every term, in the order of the ids.
  public List<Entry> entries() {
    return entries.values().stream().sorted(java.util.Comparator.comparingLong(Entry::id)).toList();
  }

  /// What is known of a term, or null where no chunk has it.
  public @Nullable Entry entry(String term) {
    return entries.get(term);
  }

  /// The sparse vector a chunk is stored with. Terms that are not in the lexicon are left out.
  public SortedMap<Long, Float> document(String text) {
    var terms = analyzer.terms(text);
    var weights = new TreeMap<Long, Float>();
    frequencies(terms)
        .forEach((term, tf) -> {
          var entry = entries.get(term);
          if (entry != null) {
            weights.put(entry.id(), (float) bm25.weight(tf, terms.size(), averageLength()));
          }
        });
    if (weights.isEmpty()) {
      weights.put(NO_TERM, 1f);
    }
    return weights;
  }

  /// The sparse vector to search with; empty where the query has no term of the lexicon, and then
  /// it finds nothing.
  public SortedMap<Long, Float> query(String text) {
    var weights = new TreeMap<Long, Float>();
    frequencies(analyzer.terms(text))
        .forEach((term, qtf) -> {
          var entry = entries.get(term);
          if (entry != null) {
            weights.put(entry.id(), (float) (qtf * Bm25.idf(chunks, entry.df())));
          }
        });
    return weights;
  }

  /// Why a chunk has the score it has for a query, term by term.
  public Explanation explain(String query, String chunk) {
    var terms = analyzer.terms(chunk);
    var found = frequencies(terms);
    var contributions = new ArrayList<Explanation.Contribution>();
    frequencies(analyzer.terms(query))
        .forEach((term, qtf) -> {
          var entry = entries.get(term);
          int df = entry == null ? 0 : entry.df();
          double idf = entry == null ? 0 : Bm25.idf(chunks, df);
          int tf = found.getOrDefault(term, 0);
          double score =
              entry == null || tf == 0
                  ? 0
                  : qtf * idf * bm25.weight(tf, terms.size(), averageLength());
          contributions.add(new Explanation.Contribution(term, qtf, df, idf, tf, score));
        });
    return new Explanation(terms.size(), averageLength(), contributions);
  }

  /// In the order in which the terms first stand.
  static Map<String, Integer> frequencies(List<Term> terms) {
    var frequencies = new java.util.LinkedHashMap<String, Integer>();
    for (var term : terms) {
      frequencies.merge(term.term(), 1, Integer::sum);
    }
    return frequencies;
  }
}
