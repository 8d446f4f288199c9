package dev.assay.experiment;

import dev.assay.Json;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The experiments, their cells, verdicts and events.
public final class ExperimentStore {
  private final Ledger ledger;

  public ExperimentStore(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Begins an experiment, or begins it again where it was interrupted or has finished. What came
  /// of it before stays until the new run ends.
  public void begin(ExperimentRecord experiment, String questions) {
    ledger.update(
        """
        insert into experiment (id, name, question, file, corpus, golden, settings, questions, state, started)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set state = excluded.state, started = excluded.started, error = null,
          file = excluded.file, settings = excluded.settings
        """,
        experiment.id(),
        experiment.name(),
        experiment.question(),
        experiment.file().toString(),
        experiment.corpus(),
        experiment.golden(),
        experiment.settings(),
        questions,
        ExperimentRecord.State.RUNNING.name(),
        experiment.started().toString());
  }

  public void finish(String id, Result result, Manifest manifest, Instant now) {
    ledger.update(
        "update experiment set state = 'FINISHED', finished = ?, result = ?, manifest = ? where id = ?",
        now.toString(),
        Json.MAPPER.writeValueAsString(result),
        Json.MAPPER.writeValueAsString(manifest),
        id);
  }

  public void fail(String id, String error, Instant now) {
    ledger.update(
        "update experiment set state = 'FAILED', finished = ?, error = ? where id = ?",
        now.toString(),
        error,
        id);
  }

  /// All experiments, the newest first.
  public List<ExperimentRecord> all() {
    return ledger.query(
        "select * from experiment order by started desc, id", ExperimentStore::experiment);
  }

  public Optional<ExperimentRecord> find(String id) {
    return ledger.first("select * from experiment where id = ?", ExperimentStore::experiment, id);
  }

  public Optional<Result> result(String id) {
    return json(id, "result", Result.class);
  }

  public Optional<Manifest> manifest(String id) {
    return json(id, "manifest", Manifest.class);
  }

  /// The golden questions as they were when the experiment ran, one JSON object a line.
  public String questions(String id) {
    return ledger
        .query("select questions from experiment where id = ?", row -> row.getString(1), id)
        .getFirst();
  }

  private <T> Optional<T> json(String id, String column, Class<T> type) {
    return ledger
        .query(
            "select %s from experiment where id = ? and %s is not null".formatted(column, column),
            row -> Json.MAPPER.readValue(row.getString(1), type),
            id)
        .stream()
        .findFirst();
  }

  private static ExperimentRecord experiment(ResultSet row) throws SQLException {
    return new ExperimentRecord(
        row.getString("id"),
        row.getString("name"),
        row.getString("question"),
        Path.of(row.getString("file")),
        row.getString("corpus"),
        row.getString("golden"),
        row.getString("settings"),
        ExperimentRecord.State.valueOf(row.getString("state")),
        Instant.parse(row.getString("started")),
        instant(row.getString("finished")),
        row.getString("error"));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  public void putCells(String experiment, List<Cell> cells) {
    ledger.inTransaction(() -> {
      ledger.update("delete from cell where experiment = ?", experiment);
      for (int i = 0; i < cells.size(); i++) {
        Cell cell = cells.get(i);
        ledger.update(
            "insert into cell values (?, ?, ?, ?, ?, ?, ?)",
            experiment,
            cell.configuration(),
            cell.question(),
            i,
            cell.state().name(),
            cell.reason(),
            Json.MAPPER.writeValueAsString(cell.scores()));
      }
      return true;
    });
  }

  /// The cells of a question, or of all questions where it is null, in the order of questions and
  /// configurations.
  public List<Cell> cells(String experiment, @Nullable String question) {
    return ledger.query(
        "select * from cell where experiment = ? and (? is null or question = ?) order by position",
        row ->
            new Cell(
                row.getString("configuration"),
                row.getString("question"),
                Cell.State.valueOf(row.getString("state")),
                row.getString("reason"),
                Cell.scores(row.getString("scores"))),
        experiment,
        question,
        question);
  }

  public void putJudgement(
      String experiment, String configuration, String question, Judgement judgement) {
    ledger.update(
        "insert or replace into judgement values (?, ?, ?, ?)",
        experiment,
        configuration,
        question,
        Json.MAPPER.writeValueAsString(judgement));
  }

  public Optional<Judgement> judgement(String experiment, String configuration, String question) {
    return ledger.first(
        "select judgement from judgement where experiment = ? and configuration = ? and question = ?",
        row -> Json.MAPPER.readValue(row.getString(1), Judgement.class),
        experiment,
        configuration,
        question);
  }

  /// By configuration and question.
  public Map<String, Map<String, Judgement>> judgements(String experiment) {
    var judgements = new HashMap<String, Map<String, Judgement>>();
    ledger.each(
        "select configuration, question, judgement from judgement where experiment = ?",
        row ->
            judgements
                .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                .put(row.getString(2), Json.MAPPER.readValue(row.getString(3), Judgement.class)),
        experiment);
    return judgements;
  }

  public long append(String experiment, Instant at, Event event) {
    return ledger.inTransaction(() -> {
      ledger.update(
          "insert into event (experiment, at, event) values (?, ?, ?)",
          experiment,
          at.toString(),
          Json.MAPPER.writeValueAsString(event));
      return ledger.query("select last_insert_rowid()", row -> row.getLong(1)).getFirst();
    });
  }

  /// At most 500 events after a row number, oldest first.
  public List<Event.Numbered> events(String experiment, long after) {
    return ledger.query(
        "select seq, at, event from event where experiment = ? and seq > ? order by seq limit 500",
        row ->
            new Event.Numbered(
                row.getLong(1),
                Instant.parse(row.getString(2)),
                Json.MAPPER.readValue(row.getString(3), Event.class)),
        experiment,
        after);
  }

  public Optional<Event.Numbered> lastEvent(String experiment) {
    return ledger
        .query(
            "select seq, at, event from event where experiment = ? order by seq desc limit 1",
            row ->
                new Event.Numbered(
                    row.getLong(1),
                    Instant.parse(row.getString(2)),
                    Json.MAPPER.readValue(row.getString(3), Event.class)),
            experiment)
        .stream()
        .findFirst();
  }
}
