package dev.assay.experiment;

import dev.assay.Json;
import java.time.Instant;
import java.util.Optional;

/// Baselines under a name.
public final class Tags {
  private final Ledger ledger;

  public Tags(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Puts it in the place of what had the name.
  public void put(String name, Baseline baseline, Instant now) {
    ledger.update(
        "insert or replace into tag (name, at, baseline) values (?, ?, ?)",
        name,
        now.toString(),
        Json.MAPPER.writeValueAsString(baseline));
  }

  public Optional<Baseline> find(String name) {
    return ledger.first(
        "select baseline from tag where name = ?",
        row -> Json.MAPPER.readValue(row.getString(1), Baseline.class),
        name);
  }
}
