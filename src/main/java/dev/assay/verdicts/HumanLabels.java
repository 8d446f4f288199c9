package dev.assay.verdicts;

import dev.assay.Json;
import dev.assay.experiment.Ledger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The labels that people gave to what judges gave verdicts on, one an item: the newest. They hold
/// for the same texts in every run.
public final class HumanLabels {
  private final Ledger ledger;

  public HumanLabels(Ledger ledger) {
    this.ledger = ledger;
    // here and not in the schema, so that a ledger from before there were labels goes on working
    ledger.update(
        """
        create table if not exists human_label (
          key text primary key, question text not null, item text not null, yes integer not null,
          person text, at text not null) without rowid
        """);
  }

  /// What came of labels.
  ///
  /// @param added of items that had none
  /// @param replaced of items that had an older one
  /// @param older left out, since their items have a newer one
  public record Put(int added, int replaced, int older) {}

  /// Keeps labels, in the place of older ones of the same items.
  public Put put(List<HumanLabel> labels) {
    return ledger.inTransaction(() -> {
      int before = count();
      int replaced = 0;
      int older = 0;
      for (HumanLabel label : labels) {
        HumanLabel known = find(label.item().key());
        if (known != null && known.at().isAfter(label.at())) {
          older++;
          continue;
        }
        replaced += known == null || known.equals(label) ? 0 : 1;
        ledger.update(
            "insert or replace into human_label values (?, ?, ?, ?, ?, ?)",
            label.item().key(),
            label.item().question(),
            Json.MAPPER.writeValueAsString(label.item()),
            label.yes() ? 1 : 0,
            label.by(),
            label.at().toString());
      }
      return new Put(count() - before, replaced, older);
    });
  }

  private @Nullable HumanLabel find(String key) {
    return ledger
        .first("select * from human_label where key = ?", HumanLabels::label, key)
        .orElse(null);
  }

  private int count() {
    return ledger.query("select count(*) from human_label", row -> row.getInt(1)).getFirst();
  }

  /// Takes a label back.
  public void remove(String key) {
    ledger.update("delete from human_label where key = ?", key);
  }

  /// All of them, the oldest first.
  public List<HumanLabel> all() {
    return ledger.query("select * from human_label order by at, key", HumanLabels::label);
  }

  private static HumanLabel label(ResultSet row) throws SQLException {
    return new HumanLabel(
        Json.MAPPER.readValue(row.getString("item"), LabelItem.class),
        row.getInt("yes") == 1,
        row.getString("person"),
        Instant.parse(row.getString("at")));
  }

  /// The questions, in words, that have labels.
  public Set<String> questions() {
    return Set.copyOf(
        ledger.query("select distinct question from human_label", row -> row.getString(1)));
  }

  /// What was said of the items of a question, by key.
  public Map<String, Boolean> of(String question) {
    return ledger
        .query(
            "select key, yes from human_label where question = ?",
            row -> Map.entry(row.getString(1), row.getInt(2) == 1),
            question)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
