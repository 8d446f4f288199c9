package dev.assay.measure;

import dev.assay.InvalidInput;
import dev.assay.ranking.Ranking;
import dev.assay.ranking.Run;
import dev.assay.ranking.TextLines;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Judgements: which grade a chunk or a document has for which question.
///
/// @param byQuestion question id to id to grade; 0 = judged not relevant, -1 = pooled but not
///   judged
public record Qrels(Map<String, Map<String, Integer>> byQuestion) {
  private static final int SHOWN = 5;

  public Qrels {
    var copy = new LinkedHashMap<String, Map<String, Integer>>();
    byQuestion.forEach((question, grades) ->
        copy.put(question, Collections.unmodifiableMap(new LinkedHashMap<>(grades))));
    byQuestion = Collections.unmodifiableMap(copy);
  }

  /// Reads TREC qrels: `question iteration id grade`. A line that begins with `#` is a comment.
  ///
  /// @throws InvalidInput with every line that is malformed or judges the same twice
  public static Qrels readTrec(Path file) {
    var qrels = new LinkedHashMap<String, Map<String, Integer>>();
    TextLines.read(
        file,
        line -> {
          if (!line.startsWith("#")) {
            List<String> fields = TextLines.words(line);
            requireFields(fields, 4, "question iteration id grade");
            add(qrels, fields.getFirst(), fields.get(2), fields.get(3));
          }
        });
    return new Qrels(qrels);
  }

  /// Reads BEIR qrels: `query-id`, `corpus-id`, `score` separated by tabs, with that header or
  /// none.
  ///
  /// @throws InvalidInput with every line that is malformed or judges the same twice
  public static Qrels readBeir(Path file) {
    var qrels = new LinkedHashMap<String, Map<String, Integer>>();
    TextLines.read(
        file,
        line -> {
          if (!line.strip().equals("query-id\tcorpus-id\tscore")) {
            List<String> fields = List.of(line.split("\t", -1));
            requireFields(fields, 3, "query-id<tab>corpus-id<tab>score");
            add(qrels, fields.getFirst(), fields.get(1), fields.get(2).strip());
          }
        });
    return new Qrels(qrels);
  }

  private static void requireFields(List<String> fields, int count, String shape) {
    if (fields.size() != count) {
      throw new IllegalArgumentException(
          "expected '%s', got %d fields".formatted(shape, fields.size()));
    }
  }

  private static void add(
      Map<String, Map<String, Integer>> qrels, String question, String id, String grade) {
    Map<String, Integer> grades = qrels.computeIfAbsent(question, _ -> new LinkedHashMap<>());
    if (grades.putIfAbsent(id, grade(grade)) != null) {
      throw new IllegalArgumentException(
          "'%s' is judged twice for question '%s'".formatted(id, question));
    }
  }

  private static int grade(String text) {
    int grade;
    try {
      grade = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the grade '" + text + "' is not a whole number", e);
    }
    if (grade < -1) {
      throw new IllegalArgumentException("a grade must be at least -1, got " + grade);
    }
    return grade;
  }

  /// The grades of one question; empty where nobody judged it.
  public Map<String, Integer> grades(String question) {
    return byQuestion.getOrDefault(question, Map.of());
  }

  /// The ranking of every judged question with its grades looked up, in the order of the
  /// judgements. A question of the run that nobody judged is left out.
  ///
  /// @throws IllegalArgumentException where the run lacks a judged question: a mean over the rest
  ///   would be too high; [Run#completed] counts it as nothing found
  public Map<String, GradedRanking> grade(Run run) {
    List<String> missing =
        byQuestion.keySet().stream().filter(q -> !run.byQuestion().containsKey(q)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the run has no ranking for %d of %d judged questions: %s"
              .formatted(missing.size(), byQuestion.size(), brief(missing)));
    }
    var graded = new LinkedHashMap<String, GradedRanking>();
    byQuestion.forEach((question, grades) -> {
      Ranking ranking = run.byQuestion().getOrDefault(question, Ranking.EMPTY);
      graded.put(question, GradedRanking.of(ranking, grades));
    });
    return graded;
  }

  private static String brief(List<String> ids) {
    return String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())))
        + (ids.size() > SHOWN ? ", …" : "");
  }
}
