package dev.assay.golden;

import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Golden questions from a table: `id,question,document,quote,grade,answer,type,language`. Several
/// rows of one id are one question with several pieces of evidence.
public final class GoldenCsv {
  private static final List<String> COLUMNS =
      List.of("id", "question", "document", "quote", "grade", "answer", "type", "language");

  private static final Set<String> TEXTS = Set.of("question", "quote", "answer");

  private GoldenCsv() {}

  /// Reads the questions; their quotes have no offsets yet, [Reanchor] finds them. Without a quote
  /// the whole document is meant, without a grade 3.
  ///
  /// @throws InvalidInput with every row that is wrong
  public static GoldenSet read(Path file) {
    var problems = new ArrayList<Problem>();
    var questions = new LinkedHashMap<String, GoldenQuestion>();
    var places = new HashMap<String, GoldenSet.Place>();
    CsvTable.each(
        file,
        COLUMNS,
        problems,
        (line, row) -> {
          var cells = trimmed(row);
          String id = cells.getOrDefault("id", "");
          GoldenQuestion known = questions.get(id);
          var evidence = new ArrayList<>(known == null ? List.<Evidence>of() : known.evidence());
          evidence.addAll(evidence(cells));
          questions.put(
              id, known == null ? question(id, cells, evidence) : known.withEvidence(evidence));
          places.putIfAbsent(id, new GoldenSet.Place(file.toString(), line));
        });
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return new GoldenSet(List.copyOf(questions.values()), places);
  }

  /// A blank behind a name or number is of no question.
  private static Map<String, String> trimmed(Map<String, String> row) {
    var cells = new LinkedHashMap<>(row);
    cells.replaceAll((column, text) -> TEXTS.contains(column) ? text : text.stripTrailing());
    return cells;
  }

  private static GoldenQuestion question(
      String id, Map<String, String> cells, List<Evidence> evidence) {
    return new GoldenQuestion(
        id,
        cells.getOrDefault("question", ""),
        null,
        evidence,
        cells.get("answer"),
        type(cells.get("type")),
        cells.get("language"),
        GoldenQuestion.Origin.IMPORTED,
        GoldenQuestion.Status.ACCEPTED,
        null);
  }

  private static GoldenQuestion.@Nullable Type type(@Nullable String name) {
    return name == null ? null : Json.MAPPER.convertValue(name, GoldenQuestion.Type.class);
  }

  private static List<Evidence> evidence(Map<String, String> cells) {
    String document = cells.get("document");
    String grade = cells.getOrDefault("grade", "3");
    if (document == null) {
      return List.of();
    }
    if (!grade.matches("[0-3]")) {
      throw new IllegalArgumentException("grade must be 0 to 3, got '" + grade + "'");
    }
    return List.of(new Evidence(document, null, null, cells.get("quote"), Integer.parseInt(grade)));
  }
}
