package dev.assay.answers;

import dev.assay.Json;
import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Direction;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what a tool's result says of each answer: columns named after metrics (Ragas), a list of
/// metrics (DeepEval), columns with calls or directions beside them (TruLens), columns of score
/// objects (Phoenix). A score that is absent, null or not a number is missing, never 0.
final class GivenScores {
  /// Beside a Ragas column, why it has no score; written by Assay.
  static final String OUTCOME = "_outcome";

  private static final GivenScore MISSING =
      new GivenScore(new Outcome.Failed("the file has no score"), null);

  /// Numbers of TruLens that are no scores.
  private static final Set<String> FIGURES =
      Set.of(
          "latency",
          "total_tokens",
          "total_cost",
          "cost",
          "eval_cost",
          "eval_cost_snowflake",
          "num_events",
          "sampled",
          "sample_rate",
          "ts");

  /// What TruLens writes where it could not read a score out of a reply.
  private static final double UNREADABLE = -1;

  private static final GivenScore UNREAD =
      new GivenScore(new Outcome.Failed("the reply held no score"), null);

  private final AnswerFormat format;

  /// Columns that are scores, and those that have something else somewhere.
  private final Set<String> metrics = new LinkedHashSet<>();

  private final Set<String> others = new HashSet<>();

  /// Columns that are null somewhere.
  private final Set<String> empty = new LinkedHashSet<>();

  GivenScores(AnswerFormat format) {
    this.format = format;
  }

  /// The scores of a row, by the names of the file.
  ///
  /// @throws IllegalArgumentException for what cannot be one
  Map<String, GivenScore> of(JsonNode row) {
    var scores = new LinkedHashMap<String, GivenScore>();
    switch (format) {
      case ASSAY -> own(row, scores);
      case RAGAS -> columns(row, scores);
      case DEEPEVAL -> list(row, scores);
      case TRULENS -> {
        columns(row, scores);
        feedback(row, scores);
      }
      case PHOENIX -> objects(row, scores);
    }
    return scores;
  }

  /// Whether the file has a metric.
  boolean any() {
    return !scored().isEmpty();
  }

  /// The columns of scores; of those that are null in every row the ones that are called as a
  /// metric that Assay knows.
  private Set<String> scored() {
    var columns = new LinkedHashSet<>(metrics);
    columns.removeAll(others);
    var found = new HashSet<String>();
    columns.forEach(column -> found.add(MetricColumns.metric(format, column)));
    for (String column : empty) {
      String metric = MetricColumns.metric(format, column);
      if (!others.contains(column)
          && MetricColumns.direction(metric) != null
          && found.add(metric)) {
        columns.add(column);
      }
    }
    return columns;
  }

  /// Each answer with a score, or that there is none, for every metric of the file.
  List<GivenAnswer> complete(List<GivenAnswer> answers) {
    var columns = scored();
    return answers.stream()
        .map(answer -> {
          var all = new LinkedHashMap<String, GivenScore>();
          for (String column : columns) {
            String metric = MetricColumns.metric(format, column);
            GivenScore score = answer.scores().getOrDefault(column, MISSING);
            all.put(
                metric,
                score.direction() == null
                    ? new GivenScore(score.outcome(), MetricColumns.direction(metric))
                    : score);
          }
          return answer.with(all);
        })
        .toList();
  }

  private void own(JsonNode row, Map<String, GivenScore> scores) {
    JsonNode given = row.get("scores");
    if (given != null && given.isString()) { // a cell of CSV
      given = Json.MAPPER.readTree(given.asString());
    }
    if (given == null || given.isNull()) {
      return;
    }
    if (!given.isObject()) {
      throw new IllegalArgumentException("'scores' must be an object of scores by metric");
    }
    given
        .properties()
        .forEach(entry -> {
          metrics.add(entry.getKey());
          scores.put(
              entry.getKey(), new GivenScore(outcome(entry.getKey(), entry.getValue()), null));
        });
  }

  private static Outcome outcome(String metric, JsonNode score) {
    if (isMissing(score)) {
      return MISSING.outcome();
    }
    if (score.isNumber()) {
      return new Outcome.Scored(score.doubleValue());
    }
    // Jackson would read a value that is absent as 0
    if (score.path("value").isNumber() || score.path("reason").isString()) {
      try {
        return Json.MAPPER.treeToValue(score, Outcome.class);
      } catch (JacksonException _) { // is refused below
      }
    }
    throw new IllegalArgumentException(
        ("the score '%s' must be a number, null, {\"kind\": \"Scored\", \"value\": 0.5}, or Failed, Abstained"
                + " or NotApplicable with a \"reason\"")
            .formatted(metric));
  }

  /// Columns that hold numbers and nothing else.
  private void columns(JsonNode row, Map<String, GivenScore> scores) {
    for (String name : without(row, List.of("", OUTCOME))) {
      JsonNode given = row.get(name);
      if (format.columns().contains(name)
          || name.isBlank()
          || name.startsWith("Unnamed:")
          || name.endsWith(OUTCOME)
          || (format == AnswerFormat.TRULENS && isFigure(name))) {
        continue;
      }
      Double value = number(given);
      String said = text(row.get(name + OUTCOME));
      if (isUnreadable(name, value)) {
        metrics.add(name);
        scores.put(name, UNREAD);
      } else if (value != null) {
        metrics.add(name);
        scores.put(name, new GivenScore(new Outcome.Scored(value), null));
      } else if (!isMissing(given)) {
        others.add(name);
      } else if (said != null) {
        metrics.add(name);
        scores.put(name, new GivenScore(Outcome.parse(said), null));
      } else {
        empty.add(name);
      }
    }
  }

  private boolean isUnreadable(String column, @Nullable Double value) {
    return format == AnswerFormat.TRULENS
        && value != null
        && value == UNREADABLE
        && !MetricColumns.reaches(MetricColumns.metric(format, column), value);
  }

  private static boolean isFigure(String name) {
    return FIGURES.contains(name) || name.contains(" feedback cost in ");
  }

  private void list(JsonNode row, Map<String, GivenScore> scores) {
    JsonNode list =
        literal(row.has("metrics_data") ? row.get("metrics_data") : row.get("metricsData"));
    if (list == null || !list.isArray()) {
      return;
    }
    for (JsonNode metric : list.values()) {
      String name = text(metric.get("name"));
      if (name == null) {
        throw new IllegalArgumentException("a metric of 'metrics_data' has no 'name'");
      }
      metrics.add(name);
      scores.put(name, score(number(metric.get("score")), text(metric.get("error")), null));
    }
  }

  private void feedback(JsonNode row, Map<String, GivenScore> scores) {
    for (String name : without(row, List.of("_calls", " direction"))) {
      JsonNode calls = literal(row.get(name + "_calls"));
      metrics.add(name);
      String said = null;
      if (calls != null && calls.isArray()) {
        for (JsonNode call : calls.values()) {
          said = said == null ? text(call.at("/meta/explanation")) : said;
        }
      }
      Double value = number(row.get(name));
      Direction direction = higherIsBetter(row.get(name + " direction"));
      scores.put(
          name,
          isUnreadable(name, value)
              ? new GivenScore(UNREAD.outcome(), direction)
              : score(value, said, direction));
    }
  }

  private static @Nullable Direction higherIsBetter(@Nullable JsonNode value) {
    String said = value == null || value.isNull() ? "" : value.asString();
    return switch (said) {
      case "true", "True" -> Direction.HIGHER;
      case "false", "False" -> Direction.LOWER;
      default -> null;
    };
  }

  private void objects(JsonNode row, Map<String, GivenScore> scores) {
    for (String name : without(row, List.of("_score", "_execution_details"))) {
      metrics.add(name);
      scores.put(
          name,
          score(literal(row.get(name + "_score")), literal(row.get(name + "_execution_details"))));
    }
  }

  /// What columns with one of the endings are called without it; an empty cell has no column.
  private static Set<String> without(JsonNode row, List<String> endings) {
    var names = new LinkedHashSet<String>();
    for (String column : row.propertyNames()) {
      for (String ending : endings) {
        if (column.endsWith(ending) && column.length() > ending.length()) {
          names.add(column.substring(0, column.length() - ending.length()));
        }
      }
    }
    return names;
  }

  private static GivenScore score(@Nullable JsonNode score, @Nullable JsonNode details) {
    if (score == null || !score.isObject()) {
      String failure = details == null ? null : text(details.at("/exceptions/0"));
      return score(number(score), failure, null);
    }
    String direction = text(score.get("direction"));
    String label = text(score.get("label"));
    String explanation = text(score.get("explanation"));
    return score(
        number(score.get("score")),
        explanation == null ? label : explanation,
        direction == null
            ? null
            : switch (direction) {
              case "maximize" -> Direction.HIGHER;
              case "minimize" -> Direction.LOWER;
              default -> Direction.NEUTRAL;
            });
  }

  private static GivenScore score(
      @Nullable Double value, @Nullable String said, @Nullable Direction direction) {
    return new GivenScore(
        value != null
            ? new Outcome.Scored(value)
            : said == null ? MISSING.outcome() : Outcome.parse(said),
        direction);
  }

  /// A list or object, also where a cell of a CSV file holds it as text.
  private static @Nullable JsonNode literal(@Nullable JsonNode value) {
    return value != null && value.isString()
        ? PythonLiteral.parse(value.asString()).orElse(value)
        : value;
  }

  private static boolean isMissing(@Nullable JsonNode value) {
    return value == null
        || value.isNull()
        || (value.isNumber() && !Double.isFinite(value.doubleValue()))
        || (value.isString() && value.asString().strip().matches("(?i)|nan|none|null"));
  }

  private static @Nullable Double number(@Nullable JsonNode value) {
    if (value == null || isMissing(value)) {
      return null;
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    String text = value.isString() ? value.asString().strip() : "";
    if (!text.matches("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?")) {
      return null;
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? (Double) number : null;
  }

  private static @Nullable String text(@Nullable JsonNode value) {
    return value == null || !value.isString() || value.asString().isBlank()
        ? null
        : value.asString();
  }
}
