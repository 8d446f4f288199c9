package dev.assay.verdicts;

import dev.assay.Json;
import dev.assay.experiment.Ledger;
import dev.assay.experiment.ReportCard;
import java.util.LinkedHashMap;
import java.util.List;

/// The report cards of judges, the newest of each judge and set of rows.
public final class Qualifications {
  private final Ledger ledger;

  public Qualifications(Ledger ledger) {
    this.ledger = ledger;
  }

  public void put(ReportCard card) {
    ledger.update(
        "insert or replace into report_card values (?, ?, ?)",
        card.judge(),
        card.rows().key(),
        Json.MAPPER.writeValueAsString(card));
  }

  /// By rows.
  public List<ReportCard> of(String judge) {
    return ledger.query(
        "select card from report_card where judge = ? order by rows",
        row -> Json.MAPPER.readValue(row.getString(1), ReportCard.class),
        judge);
  }

  /// What stands beside a judge's scores: `kappa 0.62 on begin-wow.jsonl, half 1 (n 300)`, or
  /// `unqualified`. Of several cards of one task and file the one with the most rows.
  public String summary(String judge) {
    var widest = new LinkedHashMap<String, ReportCard>();
    for (ReportCard card : of(judge)) {
      if (card.kappa() != null) {
        widest.merge(
            card.rows().task() + " " + card.rows().file(), card, (a, b) -> b.n() > a.n() ? b : a);
      }
    }
    return widest.values().stream()
        .map(card ->
            String.format(
                java.util.Locale.ROOT,
                "kappa %.2f on %s (n %d)",
                java.util.Objects.requireNonNull(card.kappa()).value(),
                card.rows().words(),
                card.n()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("unqualified");
  }
}
