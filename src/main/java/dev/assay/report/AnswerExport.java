package dev.assay.report;

import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Problem;
import dev.assay.answers.AnswerFormat;
import dev.assay.answers.GivenAnswer;
import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.answers.MetricColumns;
import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Direction;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Questions, contexts, answers, references and scores in the columns of another tool. What has no
/// score is null there, with its outcome in words where the tool keeps its reasons.
public final class AnswerExport {
  /// An answer of the lab that declines without a word needs some, and those every reader of
  /// answers takes for it.
  static final String DECLINED = "I do not know.";

  /// How rows are put into a file.
  public enum Layout {
    /// A JSON object a line.
    JSONL,
    /// An array of objects.
    JSON,
    /// Comma-separated values, with lists and objects as JSON.
    CSV;

    /// The layout that a file's ending names.
    public static Optional<Layout> of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(layout -> name.endsWith("." + layout.ending()))
          .findFirst();
    }

    /// `jsonl`
    public String ending() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String judge;
  private final AnswerFormat format;
  private final Layout layout;

  private AnswerExport(String judge, AnswerFormat format, Layout layout) {
    this.judge = judge;
    this.format = format;
    this.layout = layout;
  }

  /// The text of a file.
  ///
  /// @param judge who made the scores
  /// @throws InvalidInput where DeepEval's CSV could not hold a context
  public static String of(
      List<GivenAnswer> answers, String judge, AnswerFormat format, Layout layout) {
    var export = new AnswerExport(judge, format, layout);
    List<ObjectNode> rows = answers.stream().map(export::row).toList();
    return switch (layout) {
      case JSONL ->
          rows.stream()
              .map(row -> Json.MAPPER.writeValueAsString(row) + "\n")
              .collect(Collectors.joining());
      case JSON -> Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n";
      case CSV -> csv(rows);
    };
  }

  /// Passes where a file can hold the answers, whatever scores they get.
  ///
  /// @throws InvalidInput where DeepEval's CSV could not hold a context
  public static void refuseUnwritable(
      List<GivenAnswer> answers, AnswerFormat format, Layout layout) {
    var export = new AnswerExport("", format, layout);
    answers.forEach(export::contexts);
  }

  private static String csv(List<ObjectNode> rows) {
    var columns = new LinkedHashSet<String>();
    rows.forEach(row -> columns.addAll(row.propertyNames()));
    var csv = new StringBuilder(Csv.row(columns.toArray()));
    for (ObjectNode row : rows) {
      csv.append(Csv.row(columns.stream().map(column -> cell(row.get(column))).toArray()));
    }
    return csv.toString();
  }

  private static @Nullable Object cell(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return value.numberValue();
    }
    return value.isString() ? value.asString() : value.toString();
  }

  private ObjectNode row(GivenAnswer answer) {
    var row = Json.MAPPER.createObjectNode();
    var sample = answer.sample();
    row.put(format.id().getFirst(), answer.id());
    row.put(format.question().getFirst(), sample.question());
    row.set(format.contexts().getFirst(), contexts(answer));
    row.put(format.answer().getFirst(), text(sample.answer()));
    row.put(format.reference().getFirst(), sample.reference());
    switch (format) {
      case ASSAY -> own(answer, row);
      case RAGAS -> ragas(answer, row);
      case DEEPEVAL -> deepEval(answer, row);
      case TRULENS -> truLens(answer, row);
      case PHOENIX -> phoenix(answer, row);
    }
    return row;
  }

  private static @Nullable String text(Answer answer) {
    if (answer.failure() != null) {
      return null;
    }
    return answer.declined() && answer.text().isBlank() ? DECLINED : answer.text();
  }

  private JsonNode contexts(GivenAnswer answer) {
    List<Context> contexts = answer.sample().contexts();
    if (format == AnswerFormat.ASSAY) {
      var list = Json.MAPPER.createArrayNode();
      contexts.forEach(c -> list.addObject().put("id", c.chunk()).put("text", c.text()));
      return list;
    }
    if (format == AnswerFormat.DEEPEVAL && layout == Layout.CSV) {
      if (contexts.stream().anyMatch(c -> c.text().contains("|") || c.text().startsWith("["))) {
        throw new InvalidInput(
            Problem.error(
                answer.id(),
                0,
                0,
                "DeepEval's CSV separates contexts by |, and one has that in it",
                "write .json or .jsonl"));
      }
      return Json.MAPPER
          .getNodeFactory()
          .stringNode(contexts.stream().map(Context::text).collect(Collectors.joining("|")));
    }
    return texts(contexts.stream().map(Context::text).toList());
  }

  private static ArrayNode texts(List<String> texts) {
    var list = Json.MAPPER.createArrayNode();
    texts.forEach(list::add);
    return list;
  }

  private static @Nullable Double value(Outcome outcome) {
    return outcome instanceof Outcome.Scored(double value) ? (Double) value : null;
  }

  private static @Nullable String reason(Outcome outcome) {
    return outcome instanceof Outcome.Scored ? null : outcome.words();
  }

  private static void own(GivenAnswer answer, ObjectNode row) {
    if (answer.answerable() != null) {
      row.put("answerable", answer.answerable());
    }
    if (!answer.scores().isEmpty()) {
      var scores = row.putObject("scores");
      answer
          .scores()
          .forEach((metric, score) -> scores.set(metric, Json.MAPPER.valueToTree(score.outcome())));
    }
  }

  private void ragas(GivenAnswer answer, ObjectNode row) {
    row.set(
        "retrieved_context_ids",
        texts(answer.sample().contexts().stream().map(Context::chunk).toList()));
    answer
        .scores()
        .forEach((metric, score) -> {
          String column = MetricColumns.column(format, metric);
          row.put(column, value(score.outcome()));
          if (!(score.outcome() instanceof Outcome.Scored)) {
            row.put(column + "_outcome", score.outcome().words());
          }
        });
    if (!answer.scores().isEmpty()) {
      row.put("judge", judge);
    }
  }

  private void deepEval(GivenAnswer answer, ObjectNode row) {
    if (answer.scores().isEmpty()) {
      return;
    }
    var list = row.putArray("metrics_data");
    answer
        .scores()
        .forEach((metric, score) -> {
          var data = list.addObject();
          data.put("name", MetricColumns.column(format, metric));
          data.putNull("threshold");
          data.putNull("success");
          data.put("score", value(score.outcome()));
          data.putNull("reason");
          data.put("evaluation_model", judge);
          data.put("error", reason(score.outcome()));
        });
  }

  private void truLens(GivenAnswer answer, ObjectNode row) {
    answer
        .scores()
        .forEach((metric, score) -> {
          String column = MetricColumns.column(format, metric);
          row.put(column, value(score.outcome()));
          var call = row.putArray(column + "_calls").addObject();
          call.putObject("args");
          call.put("ret", value(score.outcome()));
          call.putObject("meta").put("explanation", reason(score.outcome())).put("judge", judge);
          row.put(column + " direction", higherIsBetter(score.direction()));
        });
  }

  private static @Nullable Boolean higherIsBetter(@Nullable Direction direction) {
    return direction == Direction.HIGHER
        ? Boolean.TRUE
        : direction == Direction.LOWER ? Boolean.FALSE : null;
  }

  private void phoenix(GivenAnswer answer, ObjectNode row) {
    answer
        .scores()
        .forEach((metric, score) -> {
          String name = MetricColumns.column(format, metric);
          boolean failed = score.outcome() instanceof Outcome.Failed;
          row.set(
              name + "_score",
              failed ? Json.MAPPER.getNodeFactory().nullNode() : phoenix(name, score));
          var details = row.putObject(name + "_execution_details");
          details.put("status", failed ? "FAILED" : "COMPLETED");
          details.set(
              "exceptions", texts(failed ? List.of(score.outcome().words()) : List.<String>of()));
        });
  }

  private ObjectNode phoenix(String name, GivenScore score) {
    var node = Json.MAPPER.createObjectNode();
    node.put("name", name);
    node.put("score", value(score.outcome()));
    node.putNull("label");
    node.put("explanation", reason(score.outcome()));
    node.putObject("metadata").put("judge", judge);
    node.put("kind", judge.startsWith("offline:") ? "code" : "llm");
    node.put(
        "direction",
        switch (score.direction()) {
          case null -> null;
          case HIGHER -> "maximize";
          case LOWER -> "minimize";
          case NEUTRAL -> "neutral";
        });
    return node;
  }
}
