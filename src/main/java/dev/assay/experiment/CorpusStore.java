package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.corpus.Document;
import dev.assay.corpus.Document.Format;
import dev.assay.corpus.Rejected;
import dev.assay.corpus.Source;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// The documents of every corpus that was read, by their content: a corpus that did not change is
/// stored once, and a result can show the text it was measured on after the files have changed.
public final class CorpusStore {
  private static final int COMMIT_EVERY = 500;

  private final Ledger ledger;

  public CorpusStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Reads the source into the ledger, one document at a time.
  ///
  /// @param base the folder that relative paths of the source start from
  /// @param progress gets the number of documents read so far
  /// @return the corpus hash: of ids, texts, titles and languages in order, and of what was
  ///   rejected
  String read(Source source, Path base, IntConsumer progress) {
    String staging = "reading-" + UUID.randomUUID();
    var hash = new Sha256();
    var documents = new AtomicInteger();
    var rejected = new AtomicInteger();
    var batch = new ArrayList<Hashed>();
    Runnable flush =
        () ->
            ledger.inTransaction(() -> {
              for (Hashed document : batch) {
                put(staging, documents.incrementAndGet(), document);
              }
              batch.clear();
              return true;
            });
    try {
      source.read(
          base,
          document -> {
            var hashed = new Hashed(document, hash(document));
            hash.add(hashed.hash());
            batch.add(hashed);
            if (batch.size() >= COMMIT_EVERY) {
              flush.run();
              progress.accept(documents.get());
            }
          },
          refusal -> {
            hash.add(refusal.file()).add(refusal.reason());
            ledger.update(
                "insert into rejected values (?, ?, ?, ?)",
                staging,
                rejected.incrementAndGet(),
                refusal.file(),
                refusal.reason());
          });
      flush.run();
      progress.accept(documents.get());
      return settle(staging, hash.hex());
    } catch (RuntimeException e) {
      discard(staging);
      throw e;
    }
  }

  private record Hashed(Document document, String hash) {}

  private void put(String corpus, int position, Hashed hashed) {
    Document document = hashed.document();
    String hash = hashed.hash();
    ledger.update(
        "insert or ignore into document values (?, ?, ?, ?, ?, ?)",
        hash,
        document.id(),
        document.title(),
        document.format().name(),
        document.language(),
        document.text());
    ledger.update(
        "insert into corpus_document values (?, ?, ?, ?)", corpus, position, document.id(), hash);
  }

  private static String hash(Document document) {
    return new Sha256()
        .add(document.id())
        .add(document.title())
        .add(document.format().name())
        .add(String.valueOf(document.language()))
        .add(document.text())
        .hex();
  }

  /// Gives the rows just read their final name, unless the same corpus is there already.
  private String settle(String staging, String corpus) {
    return ledger.inTransaction(() -> {
      boolean known =
          ledger
              .first("select 1 from corpus_document where corpus = ?", row -> 1, corpus)
              .isPresent();
      if (known) {
        discard(staging);
      } else {
        ledger.update("update corpus_document set corpus = ? where corpus = ?", corpus, staging);
        ledger.update("update rejected set corpus = ? where corpus = ?", corpus, staging);
      }
      return corpus;
    });
  }

  private void discard(String staging) {
    ledger.update("delete from corpus_document where corpus = ?", staging);
    ledger.update("delete from rejected where corpus = ?", staging);
  }

  /// Every document of a corpus, one at a time, in reading order.
  public void each(String corpus, Consumer<Document> consumer) {
    int position = 0;
    while (true) {
      List<Document> page =
          ledger.query(
              SELECT + " where c.corpus = ? and c.position > ? order by c.position limit 200",
              CorpusStore::document,
              corpus,
              position);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(consumer);
      position += page.size();
    }
  }

  private static final String SELECT =
      "select d.id, d.title, d.text, d.format, d.language from corpus_document c join document d on d.hash = c.hash";

  public Optional<Document> find(String corpus, String id) {
    return ledger.first(
        SELECT + " where c.corpus = ? and c.id = ?", CorpusStore::document, corpus, id);
  }

  public List<String> ids(String corpus) {
    return ledger.query(
        "select id from corpus_document where corpus = ? order by position",
        row -> row.getString(1),
        corpus);
  }

  public boolean has(String corpus, String id) {
    return hash(corpus, id).isPresent();
  }

  /// The hash of a document's text.
  Optional<String> hash(String corpus, String id) {
    return ledger.first(
        "select hash from corpus_document where corpus = ? and id = ?",
        row -> row.getString(1),
        corpus,
        id);
  }

  /// Document id to text, for the documents wanted; every other id has an empty text.
  Map<String, String> texts(String corpus, Set<String> wanted) {
    var texts = new LinkedHashMap<String, String>();
    for (String id : ids(corpus)) {
      texts.put(id, wanted.contains(id) ? find(corpus, id).map(Document::text).orElse("") : "");
    }
    return texts;
  }

  public int count(String corpus) {
    return ledger
        .query(
            "select count(*) from corpus_document where corpus = ?", row -> row.getInt(1), corpus)
        .getFirst();
  }

  /// Documents of all corpora together.
  public int count(Corpora corpora) {
    return corpora.hashes().values().stream().mapToInt(this::count).sum();
  }

  /// What no corpus could read, each once.
  public List<Rejected> rejected(Corpora corpora) {
    return corpora.hashes().values().stream()
        .flatMap(corpus -> rejected(corpus).stream())
        .distinct()
        .toList();
  }

  public List<Rejected> rejected(String corpus) {
    return ledger.query(
        "select file, reason from rejected where corpus = ? order by position",
        row -> new Rejected(row.getString(1), row.getString(2)),
        corpus);
  }

  private static Document document(ResultSet row) throws SQLException {
    return new Document(
        row.getString("id"),
        row.getString("title"),
        row.getString("text"),
        Format.valueOf(row.getString("format")),
        row.getString("language"));
  }
}
