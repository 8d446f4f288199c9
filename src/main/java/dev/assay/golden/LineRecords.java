package dev.assay.golden;

import dev.assay.AssayException;
import dev.assay.InvalidInput;
import dev.assay.Json;
import dev.assay.Lines;
import dev.assay.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a file that holds one record a line, and says which lines are wrong.
public final class LineRecords {
  private LineRecords() {}

  /// Takes one line; throws [IllegalArgumentException] with what is wrong with it.
  public interface LineReader {
    /// Takes one line.
    void read(Lines.Line line);
  }

  /// Takes one line that is a JSON object.
  public interface ObjectReader {
    /// Takes one object; throws as [LineReader] does.
    void read(Lines.Line line, JsonNode json);
  }

  /// Every line that is not blank and holds an object.
  public static void each(Path file, List<Problem> problems, ObjectReader reader) {
    each(file, Json.MAPPER, problems, reader);
  }

  /// The same in another dialect of JSON.
  public static void each(
      Path file, JsonMapper dialect, List<Problem> problems, ObjectReader reader) {
    eachLine(file, problems, line -> reader.read(line, object(dialect, line.text())));
  }

  /// @throws IllegalArgumentException where the line holds something else
  static JsonNode object(String line) {
    return object(Json.MAPPER, line);
  }

  private static JsonNode object(JsonMapper dialect, String line) {
    JsonNode json = dialect.readTree(line);
    if (!json.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return json;
  }

  /// Every line that is not blank.
  ///
  /// @param problems gets what is wrong with a line
  /// @throws InvalidInput where there is no such file
  static void eachLine(Path file, List<Problem> problems, LineReader reader) {
    all(
        file,
        problems,
        line -> {
          if (!line.text().isBlank()) {
            reader.read(line);
          }
        });
  }

  /// Every line, also a blank one.
  static void all(Path file, List<Problem> problems, LineReader reader) {
    InvalidInput.unlessFile(file);
    try (var lines = new Lines(file)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        try {
          if (line.fault() != null) {
            throw new IllegalArgumentException("this line is " + line.fault());
          }
          reader.read(line);
        } catch (IllegalArgumentException e) {
          problems.add(Problem.error(file.toString(), line.number(), 1, "" + e.getMessage(), null));
        } catch (JacksonException e) {
          problems.add(
              Problem.error(file.toString(), line.number(), 1, JsonFault.message(e), null));
        }
      }
    } catch (IOException e) {
      throw new AssayException("cannot read " + file, e);
    }
  }
}
