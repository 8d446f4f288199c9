package dev.assay.web;

import dev.assay.experiment.Cell;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Result;
import dev.assay.golden.GoldenQuestion;
import dev.assay.lab.Lab;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The golden questions of an experiment, filtered.
///
/// @param types all there are, for the filter
public record QuestionList(
    Paging<Row> rows, List<String> types, List<String> collections, List<String> states) {

  /// One golden question.
  ///
  /// @param state of the best configuration's cell
  /// @param values configuration to its primary measure
  public record Row(
      String id,
      String question,
      @Nullable String type,
      @Nullable String language,
      @Nullable String collection,
      @Nullable String state,
      Map<String, Double> values) {}

  static QuestionList of(
      Lab lab, ExperimentRecord experiment, @Nullable Result result, Query query) {
    List<GoldenQuestion> all = lab.of(experiment).questions();
    var values = new TreeMap<String, Map<String, Double>>();
    var states = new TreeMap<String, String>();
    if (result != null) {
      for (Cell cell : lab.of(experiment).cells(null)) {
        Double value = cell.scores().get(result.primary());
        if (value != null) {
          values
              .computeIfAbsent(cell.question(), q -> new LinkedHashMap<>())
              .put(cell.configuration(), value);
        }
        if (cell.configuration().equals(result.best())) {
          states.put(cell.question(), Numbers.camelCase(cell.state().name()));
        }
      }
    }
    List<Row> rows =
        all.stream()
            .map(question ->
                new Row(
                    question.id(),
                    question.question(),
                    typeName(question),
                    question.language(),
                    question.collection(),
                    states.get(question.id()),
                    values.getOrDefault(question.id(), Map.of())))
            .toList();
    String words = query.text("q", "").toLowerCase(Locale.ROOT);
    List<Row> shown =
        rows.stream()
            .filter(row -> matches(query.text("type"), row.type()))
            .filter(row -> matches(query.text("collection"), row.collection()))
            .filter(row -> matches(query.text("state"), row.state()))
            .filter(row ->
                row.question().toLowerCase(Locale.ROOT).contains(words)
                    || row.id().toLowerCase(Locale.ROOT).contains(words))
            .toList();
    return new QuestionList(
        Paging.of(shown, query, 25),
        present(rows, Row::type),
        present(rows, Row::collection),
        present(rows, Row::state));
  }

  static @Nullable String typeName(GoldenQuestion question) {
    return question.type() == null ? null : Numbers.camelCase(question.type().name());
  }

  private static boolean matches(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }

  /// The different values there are, sorted.
  static <T> List<String> present(List<T> rows, Function<T, @Nullable String> property) {
    var present = new TreeSet<String>();
    for (T row : rows) {
      String value = property.apply(row);
      if (value != null) {
        present.add(value);
      }
    }
    return List.copyOf(present);
  }
}
