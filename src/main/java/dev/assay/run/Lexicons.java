package dev.assay.run;

import dev.assay.Sha256;
import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.experiment.CorpusStore;
import dev.assay.experiment.Cutter;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.Retrieval;
import dev.assay.lexical.Analyzer;
import dev.assay.lexical.Bm25;
import dev.assay.lexical.Lexicon;
import java.util.Optional;

/// The term dictionaries of corpora, by corpus, chunking and analyzer.
public final class Lexicons {
  private final Ledger ledger;
  private final CorpusStore documents;
  private final Cutter cutter;

  public Lexicons(Ledger ledger, CorpusStore documents, Cutter cutter) {
    this.ledger = ledger;
    this.documents = documents;
    this.cutter = cutter;
  }

  String id(String corpus, Chunking chunking, Analyzer analyzer) {
    return new Sha256()
        .add(corpus)
        .add(cutter.fingerprint(chunking))
        .add(analyzer.toString())
        .hex();
  }

  /// The stored dictionary, or one counted from the corpus and stored.
  public Lexicon of(String corpus, Chunking chunking, Retrieval.Bm25 bm25) {
    String id = id(corpus, chunking, bm25.analyzer());
    return find(id, bm25)
        .orElseGet(() -> {
          Lexicon counted = count(corpus, chunking, bm25);
          store(id, counted);
          return counted;
        });
  }

  private Lexicon count(String corpus, Chunking chunking, Retrieval.Bm25 bm25) {
    var builder = new Lexicon.Builder(bm25.analyzer());
    documents.each(
        corpus,
        document -> {
          for (Chunk chunk : cutter.cut(chunking, document)) {
            builder.add(chunk.text());
          }
        });
    return builder.build(bm25.settings());
  }

  private void store(String id, Lexicon lexicon) {
    ledger.inTransaction(() -> {
      ledger.update("insert into lexicon values (?, ?, ?)", id, lexicon.chunks(), lexicon.length());
      for (Lexicon.Entry entry : lexicon.entries()) {
        ledger.update(
            "insert into term values (?, ?, ?, ?)", id, entry.id(), entry.term(), entry.df());
      }
      return true;
    });
  }

  /// The stored statistics under an id.
  ///
  /// @param bm25 the settings the weights are computed with
  public Optional<Lexicon> find(String id, Retrieval.Bm25 bm25) {
    Bm25 settings = bm25.settings();
    return ledger
        .first(
            "select chunks, length from lexicon where id = ?",
            row -> new long[] {row.getLong(1), row.getLong(2)},
            id)
        .map(counts ->
            new Lexicon(
                bm25.analyzer(),
                settings,
                (int) counts[0],
                counts[1],
                ledger.query(
                    "select term, id, frequency from term where lexicon = ?",
                    row -> new Lexicon.Entry(row.getString(1), row.getLong(2), row.getInt(3)),
                    id)));
  }
}
