package dev.assay.golden;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `queries.jsonl` and `qrels/SPLIT.tsv` of a BEIR folder.
final class BeirQuestions {
  private final List<Problem> problems = new ArrayList<>();

  private BeirQuestions() {}

  static GoldenSet read(Path folder, String split) {
    if (!split.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("not the name of a split: '" + split + "'");
    }
    var reader = new BeirQuestions();
    var judged = reader.judgements(folder.resolve("qrels").resolve(split + ".tsv"));
    var golden =
        JudgedDocuments.read(folder.resolve("queries.jsonl"), judged, null, reader.problems);
    if (!reader.problems.isEmpty()) {
      throw new InvalidInput(reader.problems);
    }
    return golden;
  }

  /// Question id to document id to grade.
  private Map<String, Map<String, Integer>> judgements(Path file) {
    var judged = new HashMap<String, Map<String, Integer>>();
    LineRecords.eachLine(
        file,
        problems,
        line -> {
          var fields = line.text().split("\t", -1);
          if (line.number() == 1 && fields[fields.length - 1].equals("score")) {
            return;
          }
          if (fields.length != 3) {
            throw new IllegalArgumentException(
                "expected query-id, corpus-id and score with tabs between, got %d fields"
                    .formatted(fields.length));
          }
          var grades = judged.computeIfAbsent(fields[0], _ -> new LinkedHashMap<>());
          int grade = grade(fields[2]);
          if (grades.putIfAbsent(fields[1], grade) != null) {
            throw new IllegalArgumentException(
                "'%s' is judged twice for '%s'".formatted(fields[1], fields[0]));
          }
        });
    return judged;
  }

  private static int grade(String field) {
    try {
      return Math.max(0, Integer.parseInt(field.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a grade: '" + field + "'", e);
    }
  }
}
