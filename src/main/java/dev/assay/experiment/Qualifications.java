package dev.assay.experiment;

import dev.assay.Json;
import java.util.List;

/// The report cards of judges, the newest of each judge, task and file.
public final class Qualifications {
  private final Ledger ledger;

  Qualifications(Ledger ledger) {
    this.ledger = ledger;
  }

  void put(ReportCard card) {
    ledger.update(
        "insert or replace into qualification values (?, ?, ?, ?)",
        card.judge(),
        card.task(),
        card.file(),
        Json.MAPPER.writeValueAsString(card));
  }

  /// By task and file.
  public List<ReportCard> of(String judge) {
    return ledger.query(
        "select card from qualification where judge = ? order by task, file",
        row -> Json.MAPPER.readValue(row.getString(1), ReportCard.class),
        judge);
  }

  /// What stands beside a judge's scores: `kappa .62 on begin-wow.jsonl`, or `unqualified`.
  public String summary(String judge) {
    return of(judge).stream()
        .filter(card -> card.kappa() != null)
        .map(card ->
            String.format(
                java.util.Locale.ROOT,
                "kappa %.2f on %s (n %d)",
                java.util.Objects.requireNonNull(card.kappa()).value(),
                card.file(),
                card.n()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("unqualified");
  }
}
