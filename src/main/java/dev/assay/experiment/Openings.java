package dev.assay.experiment;

import dev.assay.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// How often held-out questions were looked at. Who looks again after changing something tunes on
/// them.
final class Openings {
  private final Ledger ledger;

  Openings(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Records that they are looked at now. Openings of an experiment of the same name count as well:
  /// its questions may have been edited since.
  ///
  /// @param heldOut ids of questions
  Pick.Opened open(ExperimentRecord experiment, Collection<String> heldOut, Instant now) {
    var hash = new Sha256();
    new TreeSet<>(heldOut).forEach(hash::add);
    String questions = hash.hex();
    ledger.update(
        "insert into opening (experiment, name, questions, at) values (?, ?, ?, ?)",
        experiment.id(),
        experiment.name(),
        questions,
        now.toString());
    List<String> all =
        ledger.query(
            "select experiment from opening where questions = ? or name = ? order by seq",
            row -> row.getString(1),
            questions,
            experiment.name());
    return new Pick.Opened(all.size(), all.stream().distinct().toList());
  }
}
