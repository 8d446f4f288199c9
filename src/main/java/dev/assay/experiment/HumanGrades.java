package dev.assay.experiment;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.golden.GoldenSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The grades that people gave, all of them kept; of one text the newest counts, in every later run
/// whose golden questions have the question and whose corpus has the document.
public final class HumanGrades {
  private final Ledger ledger;

  public HumanGrades(Ledger ledger) {
    this.ledger = ledger;
    // here and not in the schema, so that a ledger from before there were grades goes on working
    ledger.update(
        """
        create table if not exists human_grade (
          question text not null, document text not null, start integer not null, end integer not null,
          at text not null, grade integer not null, judge text, note text,
          primary key (question, document, start, end, at)) without rowid
        """);
  }

  /// Keeps grades.
  ///
  /// @return how many were not known yet
  public int add(List<HumanGrade> grades) {
    return ledger.inTransaction(() -> {
      int added = 0;
      for (HumanGrade grade : grades) {
        added +=
            ledger.update(
                "insert or ignore into human_grade values (?, ?, ?, ?, ?, ?, ?, ?)",
                grade.question(),
                grade.document(),
                Objects.requireNonNullElse(grade.start(), -1),
                Objects.requireNonNullElse(grade.end(), -1),
                grade.at().toString(),
                grade.grade(),
                grade.by(),
                grade.note());
      }
      return added;
    });
  }

  /// All of them, by question, document, span and time.
  public List<HumanGrade> all() {
    return ledger.query(
        "select * from human_grade order by question, document, start, end, at",
        HumanGrades::grade);
  }

  private static HumanGrade grade(ResultSet row) throws SQLException {
    int start = row.getInt("start");
    return new HumanGrade(
        row.getString("question"),
        row.getString("document"),
        start < 0 ? null : start,
        start < 0 ? null : row.getInt("end"),
        row.getInt("grade"),
        row.getString("judge"),
        Instant.parse(row.getString("at")),
        row.getString("note"));
  }

  /// The questions with what people judged among their evidence.
  ///
  /// @param documents the ids of the corpus; a grade of another document is left out
  /// @throws InvalidInput where a grade contradicts a question: it calls its only evidence not
  ///   relevant, or finds evidence for an unanswerable one
  GoldenSet apply(GoldenSet golden, Set<String> documents) {
    var byQuestion = new HashMap<String, List<HumanGrade>>();
    var oldestFirst = new ArrayList<>(all());
    oldestFirst.sort(Comparator.comparing(HumanGrade::at));
    for (HumanGrade grade : oldestFirst) {
      if (documents.contains(grade.document())) {
        byQuestion.computeIfAbsent(grade.question(), _ -> new ArrayList<>()).add(grade);
      }
    }
    var problems = new ArrayList<Problem>();
    var questions = new ArrayList<GoldenQuestion>();
    for (GoldenQuestion question : golden.questions()) {
      var grades = byQuestion.get(question.id());
      try {
        questions.add(grades == null ? question : with(question, grades));
      } catch (IllegalArgumentException e) {
        var place = golden.place(question);
        problems.add(
            Problem.error(
                place.file(),
                place.line(),
                1,
                "the grades people gave do not go with '%s': %s"
                    .formatted(question.id(), e.getMessage()),
                "change the question, or judge again"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new GoldenSet(questions, golden.places());
  }

  private record Text(String document, @Nullable Integer start, @Nullable Integer end) {}

  private static GoldenQuestion with(GoldenQuestion question, List<HumanGrade> oldestFirst) {
    boolean whole = !question.evidence().isEmpty() && Scorer.wholeDocuments(question);
    Map<Text, Evidence> evidence = new LinkedHashMap<>();
    for (Evidence known : question.evidence()) {
      evidence.put(new Text(known.document(), known.start(), known.end()), known);
    }
    for (HumanGrade grade : oldestFirst) {
      var text =
          new Text(grade.document(), whole ? null : grade.start(), whole ? null : grade.end());
      Evidence known = evidence.get(text);
      evidence.put(
          text,
          new Evidence(
              text.document(),
              text.start(),
              text.end(),
              known == null ? null : known.quote(),
              grade.grade()));
    }
    return question.withEvidence(List.copyOf(evidence.values()));
  }
}
