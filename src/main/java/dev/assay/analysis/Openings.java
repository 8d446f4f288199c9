package dev.assay.analysis;

import dev.assay.Sha256;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Ledger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// How often held-out questions were looked at. Who looks again after changing something tunes on
/// them.
public final class Openings {
  private final Ledger ledger;

  public Openings(Ledger ledger) {
    this.ledger = ledger;
  }

  /// What they were opened for, and the table that says so.
  public enum By {
    DECISION("opening"),
    SWEEP("sweep_opening");

    private final String table;

    By(String table) {
      this.table = table;
    }
  }

  /// How a look is counted.
  public interface Look {
    Opened at(By by, ExperimentRecord experiment, Collection<String> heldOut, Instant now);
  }

  /// Records that they are looked at now. Openings of an experiment of the same name count as well:
  /// its questions may have been edited since.
  ///
  /// @param heldOut ids of questions
  public Opened open(By by, ExperimentRecord experiment, Collection<String> heldOut, Instant now) {
    ledger.update(
        "insert into %s (experiment, name, questions, at) values (?, ?, ?, ?)".formatted(by.table),
        experiment.id(),
        experiment.name(),
        hash(heldOut),
        now.toString());
    return opened(experiment, heldOut);
  }

  /// The same for who looks at what was shown before: recorded the first time only.
  public Opened show(By by, ExperimentRecord experiment, Collection<String> heldOut, Instant now) {
    boolean before =
        ledger
            .first(
                "select 1 from %s where experiment = ? and questions = ?".formatted(by.table),
                _ -> true,
                experiment.id(),
                hash(heldOut))
            .isPresent();
    return before ? opened(experiment, heldOut) : open(by, experiment, heldOut, now);
  }

  private record Opening(String experiment, boolean sweep) {}

  private Opened opened(ExperimentRecord experiment, Collection<String> heldOut) {
    String questions = hash(heldOut);
    List<Opening> all =
        ledger.query(
            """
            select experiment, 0, at from opening where questions = ? or name = ?
            union all
            select experiment, 1, at from sweep_opening where questions = ? or name = ?
            order by at
            """,
            row -> new Opening(row.getString(1), row.getBoolean(2)),
            questions,
            experiment.name(),
            questions,
            experiment.name());
    return new Opened(
        all.size(),
        (int) all.stream().filter(Opening::sweep).count(),
        all.stream().map(Opening::experiment).distinct().toList());
  }

  private static String hash(Collection<String> heldOut) {
    var hash = new Sha256();
    new TreeSet<>(heldOut).forEach(hash::add);
    return hash.hex();
  }
}
