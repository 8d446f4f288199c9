package dev.assay.experiment;

import dev.assay.Json;
import dev.assay.Sha256;
import dev.assay.judge.Context;
import dev.assay.ranking.TextLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What people said about one answer, or about whether some contexts answer a question.
///
/// @param question empty where there was none
/// @param answer null where only answerability was judged
/// @param criterion what the answer has to be, where that was judged; else null
/// @param reference a right answer, for a criterion; null where there is none
/// @param truth supported, answerable, or met
/// @param label in the words of the file
/// @param generator who answered, by the name of the model or of its family; null where nobody said
/// @param half 0 or 1, by [#texts]: rows that share them are in the same half
public record LabelledRow(
    String id,
    String question,
    List<Context> contexts,
    @Nullable String answer,
    @Nullable String criterion,
    @Nullable String reference,
    boolean truth,
    String label,
    @Nullable String generator,
    int half) {

  /// Labels that mean supported or answerable, and those that mean neither; others are left out.
  private static final Map<String, Boolean> TRUTH =
      Map.ofEntries(
          Map.entry("Fully attributable", true),
          Map.entry("Not fully attributable", false),
          Map.entry("4", true),
          Map.entry("3", false),
          Map.entry("2", false),
          Map.entry("1", false),
          Map.entry("SUPPORT", true),
          Map.entry("CONTRADICT", false),
          Map.entry("NOT_ENOUGH_INFO", false),
          Map.entry("answerable", true),
          Map.entry("unanswerable", false),
          Map.entry("ANSWERABLE", true),
          Map.entry("UNANSWERABLE", false),
          Map.entry("true", true),
          Map.entry("false", false),
          Map.entry("supported", true),
          Map.entry("unsupported", false),
          Map.entry("relevant", true),
          Map.entry("unrelated", false));

  /// What is judged.
  public enum Task {
    /// Do the contexts support the answer?
    SUPPORT,
    /// Do the contexts answer the question?
    RELEVANCE,
    /// Does the answer meet a criterion?
    CRITERION
  }

  public LabelledRow {
    contexts = List.copyOf(contexts);
  }

  /// Reads JSON Lines: `contexts` (texts, or objects with `text` or `sentences` and perhaps
  /// `title`), `label`, and `answer` or `question`; or `criterion` with `question`, `answer` and
  /// perhaps `reference`.
  ///
  /// @return without the rows whose label means neither yes nor no
  /// @throws dev.assay.InvalidInput with every wrong line
  public static List<LabelledRow> read(Path file) {
    var rows = new ArrayList<LabelledRow>();
    TextLines.read(
        file,
        line -> {
          JsonNode row;
          try {
            row = Json.MAPPER.readTree(line);
          } catch (JacksonException e) {
            throw new IllegalArgumentException("not one JSON object", e);
          }
          if (!row.path("label").isValueNode() || row.path("label").isNull()) {
            throw new IllegalArgumentException("a row needs a label");
          }
          boolean ofCriterion = row.path("criterion").isString();
          if (!row.path("contexts").isArray() && !ofCriterion) {
            throw new IllegalArgumentException("a row needs a list of contexts");
          }
          if (ofCriterion && !(row.path("answer").isString() && row.path("question").isString())) {
            throw new IllegalArgumentException(
                "a row with a criterion needs a question and an answer");
          }
          String label = row.get("label").asString();
          Boolean truth = TRUTH.get(label);
          if (truth != null) {
            rows.add(row(row, rows.size() + 1, label, truth));
          }
        });
    return rows;
  }

  private static LabelledRow row(JsonNode row, int number, String label, boolean truth) {
    var contexts = new ArrayList<Context>();
    for (JsonNode context : row.path("contexts")) {
      contexts.add(new Context("k" + (contexts.size() + 1), text(context)));
    }
    // An answerability file may hold an answer too; it is not what was labelled.
    boolean ofAnswer =
        row.path("answer").isString()
            && !label.toLowerCase(java.util.Locale.ROOT).contains("answerable");
    String question = row.path("question").isString() ? row.get("question").asString() : "";
    String answer = ofAnswer ? row.get("answer").asString() : null;
    String criterion = row.path("criterion").isString() ? row.get("criterion").asString() : null;
    return new LabelledRow(
        row.path("id").isString() ? row.get("id").asString() : String.valueOf(number),
        question,
        contexts,
        answer,
        criterion,
        row.path("reference").isString() ? row.get("reference").asString() : null,
        truth,
        label,
        row.path("family").isString()
            ? row.get("family").asString()
            : row.path("generator").isString() ? row.get("generator").asString() : null,
        Character.digit(
                Sha256.of(texts(question, contexts, criterion == null ? null : answer)).charAt(0),
                16)
            % 2);
  }

  /// What belongs together: rows that share it are drawn together. The contexts; without any,
  /// question and answer.
  public String texts() {
    return texts(question, contexts, answer);
  }

  /// @param answer null where the contexts alone count
  private static String texts(String question, List<Context> contexts, @Nullable String answer) {
    return contexts.isEmpty() && answer != null
        ? question + "\n" + answer
        : String.join("\n", contexts.stream().map(Context::text).toList());
  }

  private static String text(JsonNode context) {
    if (context.isString()) {
      return context.asString();
    }
    var parts = new ArrayList<String>();
    if (context.path("title").isString()) {
      parts.add(context.get("title").asString() + ".");
    }
    if (context.path("text").isString()) {
      parts.add(context.get("text").asString());
    }
    context.path("sentences").forEach(sentence -> parts.add(sentence.asString()));
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a context needs a text");
    }
    return String.join("\n\n", parts);
  }

  /// What people judged in this row.
  public Task task() {
    return criterion != null ? Task.CRITERION : answer == null ? Task.RELEVANCE : Task.SUPPORT;
  }
}
