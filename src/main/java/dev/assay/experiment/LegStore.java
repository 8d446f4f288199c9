package dev.assay.experiment;

import dev.assay.Sha256;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The legs that Milvus returned, with their scores: any fusion can be computed from them without
/// another search.
public final class LegStore {
  private final Ledger ledger;

  public LegStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Which list of a collection.
  public enum Kind {
    DENSE,
    SPARSE,
    /// The first hits of a configuration as its reranker orders them.
    RERANKED
  }

  /// All legs of one kind over one collection, fetched to one depth.
  public record Key(String collection, Kind kind, int depth) {}

  public Optional<Ranking> find(Key key, String query) {
    return ledger.first(
        "select hits from leg where collection = ? and kind = ? and depth = ? and query = ?",
        row -> decode(row.getBytes(1)),
        key.collection(),
        key.kind().name(),
        key.depth(),
        Sha256.of(query));
  }

  public boolean contains(Key key, String query) {
    return ledger
        .first(
            "select 1 from leg where collection = ? and kind = ? and depth = ? and query = ?",
            row -> true,
            key.collection(),
            key.kind().name(),
            key.depth(),
            Sha256.of(query))
        .isPresent();
  }

  public void put(Key key, List<String> queries, List<Ranking> rankings) {
    ledger.inTransaction(() -> {
      for (int i = 0; i < queries.size(); i++) {
        ledger.update(
            "insert or replace into leg values (?, ?, ?, ?, ?)",
            key.collection(),
            key.kind().name(),
            key.depth(),
            Sha256.of(queries.get(i)),
            encode(rankings.get(i)));
      }
      return true;
    });
  }

  /// Keeps why there is no list for a query; a list that comes later takes its place.
  public void fail(Key key, String query, String reason) {
    ledger.update(
        "insert or replace into rerank_failure values (?, ?, ?)",
        key.collection(),
        Sha256.of(query),
        reason);
  }

  Optional<String> failure(Key key, String query) {
    return ledger.first(
        "select reason from rerank_failure where key = ? and query = ?",
        row -> row.getString(1),
        key.collection(),
        Sha256.of(query));
  }

  /// Forgets the legs of a collection whose content is to be replaced, those of every effort too.
  public void forget(String collection) {
    for (String table : List.of("leg", "latency")) {
      ledger.update(
          "delete from " + table + " where collection = ? or collection like ? || ' %'",
          collection,
          collection);
    }
  }

  public void putLatencies(Key key, List<Double> milliseconds) {
    ledger.update(
        "insert or replace into latency values (?, ?, ?, ?)",
        key.collection(),
        key.kind().name(),
        key.depth(),
        milliseconds.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  /// Adds the time of one more query.
  public void addLatency(Key key, double milliseconds) {
    ledger.update(
        """
        insert into latency values (?, ?, ?, ?)
        on conflict do update set milliseconds = milliseconds || ' ' || excluded.milliseconds
        """,
        key.collection(),
        key.kind().name(),
        key.depth(),
        String.valueOf(milliseconds));
  }

  /// Milliseconds of the timed searches; empty where none was needed, because no query had a term.
  /// Absent where nothing was timed yet.
  public Optional<List<Double>> latencies(Key key) {
    return ledger
        .first(
            "select milliseconds from latency where collection = ? and kind = ? and depth = ?",
            row -> row.getString(1),
            key.collection(),
            key.kind().name(),
            key.depth())
        .map(text ->
            Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Double::valueOf)
                .toList());
  }

  private static byte[] encode(Ranking ranking) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(ranking.size());
      for (Hit hit : ranking.hits()) {
        out.writeUTF(hit.id());
        out.writeDouble(hit.score());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Ranking decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int size = in.readInt();
      var hits = new ArrayList<Hit>(size);
      for (int i = 0; i < size; i++) {
        hits.add(new Hit(in.readUTF(), in.readDouble()));
      }
      return new Ranking(hits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
