package dev.assay.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long slow or paid work took on this machine, so that a plan can say how long more of it
/// will. One row a piece of work: texts embedded together, calls of a model that overlapped, rows
/// put into a collection.
public final class Timings {
  /// Seconds that work takes.
  ///
  /// @param from where the rate comes from, in words
  public record Time(double low, double high, String from) {
    public static final Time NOTHING = new Time(0, 0, "nothing to do");
  }

  private static final int NEWEST = 500;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  private final Ledger ledger;

  public Timings(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Seconds a unit: the 10 % of all units that went fastest took at most `low`, 90 % at most
  /// `high`.
  ///
  /// @param from where that comes from, in words
  public record Rate(double low, double high, String from) {
    /// Of so much to do.
    public Time time(double least, double most) {
      return new Time(least * low, most * high, from);
    }
  }

  /// One piece of work.
  public record Piece(double units, double seconds) {
    double each() {
      return seconds / units;
    }
  }

  public static String embedding(String fingerprint) {
    return "embed " + fingerprint;
  }

  public static String chat(String fingerprint) {
    return "chat " + fingerprint;
  }

  public static String index(String server) {
    return "index " + server;
  }

  public static String search(String server) {
    return "search " + server;
  }

  /// Keeps how long work took.
  ///
  /// @param work what was done by whom, as the functions above name it
  /// @param units tokens, calls, rows or chunks looked at
  public void add(String work, long units, double seconds) {
    if (units > 0) {
      ledger.update(
          "insert into timing (work, units, seconds, day) values (?, ?, ?, date('now'))",
          work,
          units,
          seconds);
    }
  }

  /// Null where nothing was measured.
  public @Nullable Rate of(String work) {
    var pieces = new ArrayList<Piece>();
    var days = new ArrayList<String>();
    ledger.each(
        "select units, seconds, day from timing where work = ? order by seq desc limit " + NEWEST,
        row -> {
          pieces.add(new Piece(row.getLong(1), row.getDouble(2)));
          days.add(row.getString(3));
        },
        work);
    return pieces.isEmpty()
        ? null
        : rate(
            pieces,
            "%d measurement%s of earlier runs, the last on %s"
                .formatted(pieces.size(), pieces.size() == 1 ? "" : "s", days.getFirst()));
  }

  /// Seconds that a passage took a reranker, by the scores it gave; null where none was timed.
  public @Nullable Rate ofPassages(String reranker) {
    var pieces =
        ledger.query(
            "select milliseconds from passage_score where reranker = ? and milliseconds > 0 limit 5000",
            row -> new Piece(1, row.getDouble(1) / 1000),
            reranker);
    return pieces.isEmpty() ? null : rate(pieces, pieces.size() + " passages of earlier runs");
  }

  /// Seconds a unit, from what some pieces of work took.
  ///
  /// @param pieces at least one
  public static Rate rate(List<Piece> pieces, String from) {
    var slowestLast = pieces.stream().sorted(Comparator.comparingDouble(Piece::each)).toList();
    double all = pieces.stream().mapToDouble(Piece::units).sum();
    return new Rate(quantile(slowestLast, LOW * all), quantile(slowestLast, HIGH * all), from);
  }

  private static double quantile(List<Piece> ascending, double units) {
    double before = 0;
    for (Piece piece : ascending) {
      before += piece.units();
      if (before >= units) {
        return piece.each();
      }
    }
    return ascending.getLast().each();
  }
}
