package dev.assay.golden;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import dev.assay.golden.GoldenQuestion.Origin;
import dev.assay.golden.GoldenQuestion.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Golden questions from judgements on whole documents and the file of their queries: BEIR's
/// `queries.jsonl` (`_id`, `text`), or lines of an id, a tab and the text, as TREC hands them out.
public final class JudgedDocuments {
  private JudgedDocuments() {}

  /// The questions that have judgements, in the order of the queries.
  ///
  /// @param judged question id to document id to grade: 0 = judged not relevant, below = not judged
  /// @param language ISO 639-1 code of all questions, or null
  /// @throws InvalidInput with every line that is wrong, and every question without its query
  public static GoldenSet read(
      Path queries, Map<String, Map<String, Integer>> judged, @Nullable String language) {
    var problems = new ArrayList<Problem>();
    var golden = read(queries, judged, language, problems);
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return golden;
  }

  /// @param problems gets what is wrong
  static GoldenSet read(
      Path queries,
      Map<String, Map<String, Integer>> judged,
      @Nullable String language,
      List<Problem> problems) {
    var questions = new ArrayList<GoldenQuestion>();
    var places = new HashMap<String, GoldenSet.Place>();
    LineRecords.eachLine(
        queries,
        problems,
        line -> {
          var query = query(line.text());
          var grades = judged.get(query.id());
          if (grades == null) {
            return;
          }
          var place = new GoldenSet.Place(queries.toString(), line.number());
          if (places.putIfAbsent(query.id(), place) != null) {
            throw new IllegalArgumentException("duplicate id '" + query.id() + "'");
          }
          questions.add(question(query, grades, language));
        });
    judged.keySet().stream()
        .filter(id -> problems.isEmpty() && !places.containsKey(id))
        .sorted()
        .map(id ->
            Problem.error(
                queries.toString(), 0, 0, "there is no query '" + id + "'", "see the qrels"))
        .toList()
        .forEach(problems::add);
    return new GoldenSet(questions, places);
  }

  private record Query(String id, String text) {}

  private static Query query(String line) {
    if (line.startsWith("{")) {
      var json = LineRecords.object(line);
      return new Query(json.path("_id").asString(""), json.path("text").asString(""));
    }
    int tab = line.indexOf('\t');
    if (tab < 1) {
      throw new IllegalArgumentException(
          "expected a JSON object, or an id, a tab and the question");
    }
    return new Query(line.substring(0, tab).strip(), line.substring(tab + 1).strip());
  }

  private static GoldenQuestion question(
      Query query, Map<String, Integer> grades, @Nullable String language) {
    var evidence =
        grades.entrySet().stream()
            .filter(entry -> entry.getValue() >= 0)
            .map(entry -> Evidence.whole(entry.getKey(), entry.getValue()))
            .toList();
    return new GoldenQuestion(
        query.id(),
        query.text(),
        null,
        evidence,
        null,
        null,
        language,
        Origin.IMPORTED,
        Status.ACCEPTED,
        null);
  }
}
