package dev.assay.golden;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Problem;
import dev.assay.corpus.Lines;
import dev.assay.golden.GoldenQuestion.Origin;
import dev.assay.golden.GoldenQuestion.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

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
    var golden = reader.questions(folder.resolve("queries.jsonl"), judged);
    if (!reader.problems.isEmpty()) {
      throw new InvalidInput(reader.problems);
    }
    return golden;
  }

  /// Question id to document id to grade.
  private Map<String, Map<String, Integer>> judgements(Path file) {
    var judged = new HashMap<String, Map<String, Integer>>();
    eachLine(
        file,
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

  private GoldenSet questions(Path file, Map<String, Map<String, Integer>> judged) {
    var questions = new ArrayList<GoldenQuestion>();
    var places = new HashMap<String, GoldenSet.Place>();
    eachLine(
        file,
        line -> {
          var json = Json.MAPPER.readTree(line.text());
          var id = json.path("_id").asString("");
          var grades = judged.get(id);
          if (grades == null) {
            return;
          }
          var place = new GoldenSet.Place(file.toString(), line.number());
          if (places.putIfAbsent(id, place) != null) {
            throw new IllegalArgumentException("duplicate id '" + id + "'");
          }
          var evidence =
              grades.entrySet().stream()
                  .map(entry -> Evidence.whole(entry.getKey(), entry.getValue()))
                  .toList();
          questions.add(
              new GoldenQuestion(
                  id,
                  json.path("text").asString(""),
                  null,
                  evidence,
                  null,
                  null,
                  null,
                  Origin.IMPORTED,
                  Status.ACCEPTED,
                  null));
        });
    judged.keySet().stream()
        .filter(id -> problems.isEmpty() && !places.containsKey(id))
        .sorted()
        .forEach(id ->
            problems.add(
                Problem.error(
                    file.toString(), 0, 0, "there is no query '" + id + "'", "see the qrels")));
    return new GoldenSet(questions, places);
  }

  private static int grade(String field) {
    try {
      return Math.max(0, Integer.parseInt(field.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a grade: '" + field + "'", e);
    }
  }

  private interface Reader {
    void read(Lines.Line line);
  }

  private void eachLine(Path file, Reader reader) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInput(Problem.error(file.toString(), 0, 0, "there is no such file", null));
    }
    try (var lines = new Lines(file)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        try {
          if (line.fault() != null) {
            throw new IllegalArgumentException("this line is " + line.fault());
          }
          if (!line.text().isBlank()) {
            reader.read(line);
          }
        } catch (IllegalArgumentException e) {
          problems.add(Problem.error(file.toString(), line.number(), 1, "" + e.getMessage(), null));
        } catch (JacksonException e) {
          problems.add(
              Problem.error(
                  file.toString(), line.number(), 1, "not JSON: " + e.getOriginalMessage(), null));
        }
      }
    } catch (IOException e) {
      throw new AssayException("cannot read " + file, e);
    }
  }
}
