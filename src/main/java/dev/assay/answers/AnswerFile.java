package dev.assay.answers;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Nearest;
import dev.assay.Problem;
import dev.assay.golden.CsvTable;
import dev.assay.golden.JsonFault;
import dev.assay.golden.LineRecords;
import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads answers of a system outside the lab: a JSON object a line, a JSON array of objects (a file
/// that ends in `.json`), or comma-separated values (`.csv`).
public final class AnswerFile {
  private static final String ANSWERABLE = "answerable";
  private static final String SCORES = "scores";

  /// Where the test cases are in a file of DeepEval that is not an array.
  private static final Set<String> CASES = Set.of("testCases", "test_cases", "test_results");

  /// Text that a spreadsheet would run has a quotation mark in front in the files that Assay
  /// writes.
  private static final Pattern GUARDED = Pattern.compile("^'('*[=+@\\t\\r-])");

  /// Python writes a number that is none as `NaN`.
  private static final JsonMapper LENIENT =
      Json.MAPPER.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Path file;
  private final AnswerFormat format;
  private final List<Problem> problems = new ArrayList<>();
  private final List<GivenAnswer> answers = new ArrayList<>();
  private final Map<String, Integer> lineOf = new HashMap<>();

  /// Lines of answers with neither contexts nor scores.
  private final List<Integer> bare = new ArrayList<>();

  private final GivenScores scores;
  private int rows;

  private AnswerFile(Path file, AnswerFormat format) {
    this.file = file;
    this.format = format;
    this.scores = new GivenScores(format);
  }

  /// Reads every answer, in the order of the file.
  ///
  /// @throws InvalidInput with every row that is wrong, or if there is none
  public static List<GivenAnswer> read(Path file, AnswerFormat format) {
    var reading = new AnswerFile(file, format);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      CsvTable.each(file, reading.problems, reading::cells);
    } else if (name.endsWith(".json")) {
      reading.array();
    } else {
      LineRecords.each(
          file, LENIENT, reading.problems, (line, row) -> reading.take(line.number(), row));
    }
    reading.answersContextsOrScores();
    if (reading.problems.isEmpty() && reading.answers.isEmpty()) {
      reading.problem(0, "there is no answer in it");
    }
    if (!reading.problems.isEmpty()) {
      throw new InvalidInput(reading.problems);
    }
    return reading.scores.complete(reading.answers);
  }

  /// In a file with scores one row may lack contexts and score, which is missing then. One answer
  /// may be null anywhere, but not all where there is nothing else to read.
  private void answersContextsOrScores() {
    if (scores.any()) {
      return;
    }
    bare.forEach(line -> problem(line, missing(format.contexts())));
    if (answers.stream().allMatch(answer -> answer.sample().answer().failure() != null)) {
      lineOf.values().forEach(line -> problem(line, missing(format.answer())));
    }
  }

  private void problem(int line, String message) {
    problems.add(Problem.error(file.toString(), line, line == 0 ? 0 : 1, message, null));
  }

  /// A blank cell is null, and that of an answer is an empty answer.
  private void cells(int line, Map<String, String> cells) {
    ObjectNode row = Json.MAPPER.createObjectNode();
    cells.forEach((column, text) -> {
      if (!text.isBlank()) {
        row.put(column, GUARDED.matcher(text).replaceFirst("$1"));
      } else if (format != AnswerFormat.ASSAY || keys().contains(column)) {
        row.putNull(column);
      }
    });
    if (value(row, format.answer()) == null) {
      format.answer().stream().filter(row::has).findFirst().ifPresent(name -> row.put(name, ""));
    }
    take(line, row);
  }

  private void array() {
    InvalidInput.unlessFile(file);
    int line = 1;
    try (var in = Files.newInputStream(file);
        JsonParser parser = LENIENT.createParser(in)) {
      if (!beginsWithCases(parser)) {
        problem(1, "not a JSON array; a file with one object a line ends in .jsonl");
        return;
      }
      for (var token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        line = parser.currentTokenLocation().getLineNr();
        JsonNode row = parser.readValueAsTree();
        try {
          if (row == null || !row.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
          }
          take(line, row);
        } catch (IllegalArgumentException e) {
          problem(line, String.valueOf(e.getMessage()));
        } catch (JacksonException e) { // of this row alone; what follows can be read
          problem(line, JsonFault.message(e));
        }
      }
    } catch (JacksonException e) {
      problem(line, JsonFault.message(e));
    } catch (IOException e) {
      throw new AssayException("cannot read " + file, e);
    }
  }

  /// Whether rows follow: those of an array, or the test cases of DeepEval's test run.
  private boolean beginsWithCases(JsonParser parser) {
    var token = parser.nextToken();
    if (format != AnswerFormat.DEEPEVAL || token != JsonToken.START_OBJECT) {
      return token == JsonToken.START_ARRAY;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean cases = CASES.contains(parser.currentName());
      if (parser.nextToken() == JsonToken.START_ARRAY && cases) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private void take(int line, JsonNode row) {
    rows++;
    if (format == AnswerFormat.ASSAY) {
      onlyKnown(row, keys());
    }
    String id = text(row, format.id());
    String question = required(text(row, format.question()), format.question());
    Answer answer = answer(row);
    var given = scores.of(row);
    JsonNode contexts = value(row, format.contexts());
    if (given.isEmpty() && contexts == null) {
      bare.add(line);
    }
    String name = id == null || id.isBlank() ? String.valueOf(rows) : id;
    Integer before = lineOf.putIfAbsent(name, line);
    if (before != null) {
      throw new IllegalArgumentException("the id '%s' is that of line %d".formatted(name, before));
    }
    answers.add(
        new GivenAnswer(
            name,
            new Sample(
                question,
                answer,
                text(row, format.reference()),
                contexts == null ? List.of() : contexts(contexts)),
            answerable(row),
            given));
  }

  private Answer answer(JsonNode row) {
    String text = text(row, format.answer());
    if (text == null && format.answer().stream().anyMatch(row::has)) {
      return Answer.failed("it is null in the file");
    }
    return Answer.given(required(text, format.answer()));
  }

  private List<String> keys() {
    return Stream.concat(
            Stream.of(
                    format.id(),
                    format.question(),
                    format.contexts(),
                    format.answer(),
                    format.reference())
                .flatMap(List::stream),
            Stream.of(ANSWERABLE, SCORES))
        .toList();
  }

  /// @throws IllegalArgumentException for any other key, with the nearest
  static void onlyKnown(JsonNode row, List<String> known) {
    for (String key : row.propertyNames()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "unknown key '%s'; %s".formatted(key, Nearest.suggestion(key, known)));
      }
    }
  }

  private static <T> T required(@Nullable T value, List<String> names) {
    if (value == null) {
      throw new IllegalArgumentException(missing(names));
    }
    return value;
  }

  private static String missing(List<String> names) {
    return "'%s' is missing".formatted(names.getFirst());
  }

  private static @Nullable JsonNode value(JsonNode row, List<String> names) {
    return names.stream()
        .map(row::get)
        .filter(value -> value != null && !value.isNull())
        .findFirst()
        .orElse(null);
  }

  /// @throws IllegalArgumentException where it is neither text nor a number
  static @Nullable String text(JsonNode row, List<String> names) {
    JsonNode value = value(row, names);
    if (value == null) {
      return null;
    }
    if (!value.isString() && !value.isNumber()) {
      throw new IllegalArgumentException("'%s' must be text".formatted(names.getFirst()));
    }
    return value.asString();
  }

  private static @Nullable Boolean answerable(JsonNode row) {
    JsonNode value = row.get(ANSWERABLE);
    if (value == null || value.isNull()) {
      return null;
    }
    return switch (value.asString().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'answerable' must be true or false");
    };
  }

  private List<Context> contexts(JsonNode value) {
    var contexts = new ArrayList<Context>();
    var ids = new HashSet<String>();
    for (JsonNode item : items(value)) {
      String id = item.isObject() ? text(item, List.of("id", "document.id", "doc_id")) : null;
      String text =
          item.isObject()
              ? required(
                  text(item, List.of("text", "content", "page_content", "document.content")),
                  List.of("text"))
              : item.asString();
      String name = id == null || id.isBlank() ? "context-" + (contexts.size() + 1) : id;
      if (!ids.add(name)) {
        throw new IllegalArgumentException("two contexts have the id '" + name + "'");
      }
      contexts.add(new Context(name, text));
    }
    return contexts;
  }

  /// The texts of a list, of a list written as text (as CSV has it), or one text.
  private List<JsonNode> items(JsonNode value) {
    if (value.isString()) {
      String text = value.asString();
      var list = PythonLiteral.parse(text).filter(AnswerFile::isOfTexts);
      if (list.isPresent()) {
        return items(list.get());
      }
      var parts = format == AnswerFormat.DEEPEVAL ? List.of(text.split("\\|", -1)) : List.of(text);
      return parts.stream()
          .filter(item -> !item.isBlank())
          .map(item -> Json.MAPPER.<JsonNode>valueToTree(item))
          .toList();
    }
    if (!isOfTexts(value)) {
      throw new IllegalArgumentException(
          "'%s' must be a list of texts, or of objects with id and text"
              .formatted(format.contexts().getFirst()));
    }
    return List.copyOf(value.values());
  }

  private static boolean isOfTexts(JsonNode value) {
    return value.isArray() && value.values().stream().allMatch(v -> v.isString() || v.isObject());
  }
}
