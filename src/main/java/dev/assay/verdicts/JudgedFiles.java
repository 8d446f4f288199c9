package dev.assay.verdicts;

import dev.assay.Json;
import dev.assay.Sha256;
import dev.assay.answers.GivenAnswer;
import dev.assay.experiment.JudgeSettings;
import dev.assay.experiment.Judgement;
import dev.assay.experiment.Ledger;
import dev.assay.judge.metric.Direction;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answers of other systems that were judged, with their texts and verdicts.
public final class JudgedFiles {
  private final Ledger ledger;

  public JudgedFiles(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Keeps what a judge said; the same answers, judge and metrics again replace what was kept.
  ///
  /// @param file as it was named
  /// @param judgements one an answer
  /// @return the id it is kept under
  String keep(
      String file,
      JudgeSettings settings,
      List<GivenAnswer> answers,
      List<Judgement> judgements,
      JudgedAnswers judged) {
    var key =
        new Sha256()
            .add(judged.judge())
            .add(settings.metrics().toString())
            .add(settings.compat().name());
    answers.forEach(answer -> key.add(Json.MAPPER.writeValueAsString(answer)));
    String id = name(file) + "-" + key.hex().substring(0, 8);
    return ledger.inTransaction(() -> {
      ledger.update("delete from judged_answer where file = ?", id);
      ledger.update(
          "insert or replace into judged_file values (?, ?, ?, ?)",
          id,
          file,
          Instant.now().toString(),
          Json.MAPPER.writeValueAsString(judged.withoutRows()));
      for (int i = 0; i < answers.size(); i++) {
        ledger.update(
            "insert into judged_answer values (?, ?, ?, ?, ?)",
            id,
            i,
            answers.get(i).id(),
            Json.MAPPER.writeValueAsString(answers.get(i)),
            Json.MAPPER.writeValueAsString(judgements.get(i)));
      }
      return id;
    });
  }

  /// The name of the file without its ending, as it can stand in an address.
  private static String name(String file) {
    Path last = Path.of(file).getFileName();
    String name =
        (last == null ? "" : last.toString().replaceFirst("\\.[^.]*$", ""))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return name.isEmpty() ? "answers" : name.substring(0, Math.min(40, name.length()));
  }

  /// All, the newest first.
  public List<JudgedFile> all() {
    return ledger.query(
        "select id, file, at, judged from judged_file order by at desc, id", JudgedFiles::file);
  }

  public Optional<JudgedFile> find(String id) {
    return ledger.first(
        "select id, file, at, judged from judged_file where id = ?", JudgedFiles::file, id);
  }

  /// By its id, a unique beginning of one, or the file as it was named, the newest.
  public Optional<JudgedFile> called(String name) {
    var all = all();
    var exact = all.stream().filter(one -> one.id().equals(name)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    var beginning = all.stream().filter(one -> one.id().startsWith(name)).toList();
    return beginning.size() == 1
        ? Optional.of(beginning.getFirst())
        : all.stream().filter(one -> one.file().equals(name)).findFirst();
  }

  /// The ids of a file's answers, in its order.
  public List<String> answers(String file) {
    return ledger.query(
        "select id from judged_answer where file = ? order by position",
        row -> row.getString(1),
        file);
  }

  /// The same with the worst score first, equal ones in the order of the file, and what has no
  /// score last.
  ///
  /// @param metric one of the file's
  /// @param direction of the metric; null as if higher were better
  public List<String> worst(String file, String metric, @Nullable Direction direction) {
    String path = "$.outcomes.\"%s\".value".formatted(metric);
    return ledger.query(
        "select id from judged_answer where file = ? order by json_extract(judgement, ?) is null,"
            + " ? * json_extract(judgement, ?), position",
        row -> row.getString(1),
        file,
        path,
        direction == Direction.LOWER ? -1 : 1,
        path);
  }

  public Optional<JudgedFile.Answer> answer(String file, String id) {
    return ledger.first(
        "select answer, judgement from judged_answer where file = ? and id = ?",
        JudgedFiles::answer,
        file,
        id);
  }

  /// A file's answers with what the judge said, without their texts; empty where there is none of
  /// the id.
  public Optional<ScoredAnswers> scored(String id) {
    return find(id)
        .map(file ->
            new ScoredAnswers(
                id,
                file.judged().judge(),
                file.judged().compat(),
                ledger.query(
                    "select answer, judgement from judged_answer where file = ? order by position",
                    row -> scored(answer(row)),
                    id)));
  }

  private static ScoredAnswers.Scored scored(JudgedFile.Answer answer) {
    return ScoredAnswers.Scored.of(
        answer.given().with(GivenAnswer.scores(answer.judgement().outcomes())));
  }

  private static JudgedFile.Answer answer(ResultSet row) throws SQLException {
    return new JudgedFile.Answer(
        Json.MAPPER.readValue(row.getString(1), GivenAnswer.class),
        Json.MAPPER.readValue(row.getString(2), Judgement.class));
  }

  private static JudgedFile file(ResultSet row) throws SQLException {
    return new JudgedFile(
        row.getString(1),
        row.getString(2),
        Instant.parse(row.getString(3)),
        Json.MAPPER.readValue(row.getString(4), JudgedAnswers.class));
  }
}
