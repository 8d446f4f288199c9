package dev.assay.experiment;

import dev.assay.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/// The one file that remembers: documents, vectors, legs, cells, verdicts, replies of language
/// models and events, in SQLite with a write-ahead log. A row is committed when the method that
/// writes it returns, unless it runs inside [#inTransaction]; a process killed at any point loses
/// only what was in flight.
///
/// Thread safe: one connection, one statement at a time. Several processes may read while one
/// writes.
public final class Ledger implements AutoCloseable {
  private static final int SCHEMA = 1;

  private final Path file;
  private final Connection connection;

  private Ledger(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /// Opens or creates `ledger.db` in the state folder (`.assay`).
  public static Ledger open(Path stateFolder) {
    Path file = stateFolder.resolve("ledger.db");
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(30_000);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    try {
      Files.createDirectories(stateFolder);
      var ledger = new Ledger(file, config.createConnection("jdbc:sqlite:" + file));
      ledger.createSchema();
      ledger.addTables();
      return ledger;
    } catch (IOException | SQLException e) {
      throw new AssayException(
          "cannot open the ledger %s (%s): check that the folder can be written, or choose another with -C"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// Creates the tables of a new file. Two processes may come at once: the second finds them made.
  private void createSchema() {
    if (version() == SCHEMA) {
      return;
    }
    inTransaction(() -> {
      int version = version();
      if (version == 0) {
        for (String statement : SCHEMA_SQL.split(";", -1)) {
          update(statement);
        }
        update("pragma user_version = " + SCHEMA);
      } else if (version != SCHEMA) {
        throw new AssayException(
            "%s was written by another version of Assay (ledger schema %d, this one has %d): move it away and run again"
                .formatted(file, version, SCHEMA));
      }
      return true;
    });
  }

  /// Tables that came later than the version: they are added to a ledger that lacks the last.
  private void addTables() {
    var present =
        query("select name from sqlite_master where type = 'table'", row -> row.getString(1));
    var wanted = ADDED.matcher(ADDED_SQL).results().map(table -> table.group(1)).toList();
    if (!present.containsAll(wanted)) {
      inTransaction(() -> {
        for (String statement : ADDED_SQL.split(";", -1)) {
          update(statement);
        }
        return true;
      });
    }
  }

  private static final Pattern ADDED = Pattern.compile("create table if not exists (\\w+)");
  private static final String ADDED_SQL =
      """
      create table if not exists opening (
        seq integer primary key autoincrement, experiment text not null, name text not null,
        questions text not null, at text not null);
      create table if not exists tag (
        name text primary key, at text not null, baseline text not null) without rowid;
      create table if not exists report_card (
        judge text not null, rows text not null, card text not null,
        primary key (judge, rows)) without rowid;
      create table if not exists offline_judgement (
        key text primary key, judgement text not null) without rowid;
      create table if not exists rerank_failure (
        key text not null, query text not null, reason text not null,
        primary key (key, query)) without rowid;
      create table if not exists file_hash (
        file text primary key, bytes integer not null, modified text not null, hash text not null)
        without rowid;
      create table if not exists rerank_score (
        reranker text not null, query text not null, passage text not null, score real not null,
        primary key (reranker, query, passage)) without rowid;
      create table if not exists passage_score (
        reranker text not null, query text not null, passage text not null, score real not null,
        truncated integer not null, milliseconds real not null,
        primary key (reranker, query, passage)) without rowid;
      create table if not exists timing (
        seq integer primary key autoincrement, work text not null, units integer not null,
        seconds real not null, day text not null);
      create index if not exists timing_work on timing (work, seq);
      create table if not exists sweep_opening (
        seq integer primary key autoincrement, experiment text not null, name text not null,
        questions text not null, at text not null);
      create table if not exists judged_file (
        id text primary key, file text not null, at text not null, judged text not null)
        without rowid;
      create table if not exists judged_answer (
        file text not null references judged_file, position integer not null, id text not null,
        answer text not null, judgement text not null, primary key (file, position)) without rowid;
      create index if not exists judged_answer_id on judged_answer (file, id)
      """;

  private int version() {
    return query("pragma user_version", row -> row.getInt(1)).getFirst();
  }

  private static final String SCHEMA_SQL =
      """
      create table document (
        hash text primary key, id text not null, title text not null, format text not null,
        language text, text text not null) without rowid;
      create table corpus_document (
        corpus text not null, position integer not null, id text not null,
        hash text not null references document, primary key (corpus, position)) without rowid;
      create unique index corpus_document_id on corpus_document (corpus, id);
      create table rejected (
        corpus text not null, position integer not null, file text not null, reason text not null,
        primary key (corpus, position)) without rowid;
      create table lexicon (
        id text primary key, chunks integer not null, length integer not null) without rowid;
      create table term (
        lexicon text not null references lexicon, id integer not null, term text not null,
        frequency integer not null, primary key (lexicon, id)) without rowid;
      create table vector (
        model text not null, text text not null, components blob not null, tokens integer not null,
        truncated integer not null, primary key (model, text)) without rowid;
      create table collection (
        name text primary key, engine text not null, chunks integer not null,
        truncated integer not null) without rowid;
      create table leg (
        collection text not null, kind text not null, depth integer not null, query text not null,
        hits blob not null, primary key (collection, kind, depth, query)) without rowid;
      create table latency (
        collection text not null, kind text not null, depth integer not null,
        milliseconds text not null, primary key (collection, kind, depth)) without rowid;
      create table reply (
        key text primary key, task text not null, text text not null, input_tokens integer,
        output_tokens integer) without rowid;
      create table experiment (
        id text primary key, name text not null, question text, file text not null, corpus text not null,
        golden text not null, settings text not null, questions text not null, state text not null,
        started text not null, finished text, result text, manifest text, error text) without rowid;
      create table cell (
        experiment text not null references experiment, configuration text not null,
        question text not null, position integer not null, state text not null, reason text,
        scores text not null, primary key (experiment, configuration, question)) without rowid;
      create table judgement (
        experiment text not null references experiment, configuration text not null,
        question text not null, judgement text not null,
        primary key (experiment, configuration, question)) without rowid;
      create table event (
        seq integer primary key autoincrement, experiment text not null, at text not null,
        event text not null);
      create index event_experiment on event (experiment, seq)
      """;

  @Override
  public void close() {
    synchronized (connection) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  /// Reads a row.
  public interface RowReader<T extends @Nullable Object> {
    T read(ResultSet row) throws SQLException;
  }

  /// Takes a row of a stream; returns nothing.
  public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  public int update(String sql, @Nullable Object... parameters) {
    synchronized (connection) {
      try (PreparedStatement statement = prepared(sql, parameters)) {
        return statement.executeUpdate();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    var rows = new ArrayList<T>();
    each(sql, row -> rows.add(reader.read(row)), parameters);
    return rows;
  }

  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return query(sql, reader, parameters).stream().findFirst();
  }

  /// Streams rows. The consumer must not use the ledger for long work: it holds the connection.
  public void each(String sql, RowConsumer consumer, @Nullable Object... parameters) {
    synchronized (connection) {
      try (PreparedStatement statement = prepared(sql, parameters);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          consumer.accept(rows);
        }
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  /// Runs the work in one transaction: all of it is kept, or none.
  public <T> T inTransaction(Supplier<T> work) {
    synchronized (connection) {
      try {
        if (!connection.getAutoCommit()) {
          return work.get();
        }
        begin();
        try {
          T result = work.get();
          connection.commit();
          return result;
        } catch (RuntimeException | Error e) {
          connection.rollback();
          throw e;
        } finally {
          connection.setAutoCommit(true);
        }
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  /// The driver takes a transaction for begun also where it could not begin one, and every later
  /// one would be taken for a part of it.
  private void begin() throws SQLException {
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      try {
        connection.setAutoCommit(true);
      } catch (SQLException nothingToCommit) {
        e.addSuppressed(nothingToCommit);
      }
      throw e;
    }
  }

  private PreparedStatement prepared(String sql, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private AssayException failed(SQLException e) {
    return new AssayException(
        "the ledger %s failed (%s): check the disk, then run again".formatted(file, e.getMessage()),
        e);
  }
}
