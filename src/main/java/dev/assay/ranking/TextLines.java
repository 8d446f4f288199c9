package dev.assay.ranking;

import dev.assay.InvalidInput;
import dev.assay.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads a file that holds one record a line, and says which lines are wrong.
public final class TextLines {
  private static final int MOST_PROBLEMS = 50;

  private TextLines() {}

  /// Gives every line of a UTF-8 file that is not blank to `line`, in order, without a byte order
  /// mark.
  ///
  /// @param line throws [IllegalArgumentException] with what is wrong with a line
  /// @throws InvalidInput with every wrong line, at most 50, or when the file cannot be read as
  ///   text
  public static void read(Path file, Consumer<String> line) {
    var problems = new ArrayList<Problem>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (text.isBlank()) {
          continue;
        }
        try {
          line.accept(number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IllegalArgumentException e) {
          problems.add(
              Problem.error(file.toString(), number, 0, String.valueOf(e.getMessage()), null));
          if (problems.size() == MOST_PROBLEMS) {
            break;
          }
        }
      }
    } catch (IOException e) {
      problems.add(Problem.error(file.toString(), 0, 0, reason(e), null));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(List.copyOf(problems));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case CharacterCodingException _ -> "not UTF-8 text";
      default -> "cannot be read: " + e.getMessage();
    };
  }
}
