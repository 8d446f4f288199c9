package dev.assay.ranking;

import dev.assay.InvalidInput;
import dev.assay.Lines;
import dev.assay.Problem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads a file that holds one record a line, and says which lines are wrong.
public final class TextLines {
  private static final int MOST_PROBLEMS = 50;

  /// A record of a few ids and numbers that is longer is none.
  private static final int LONGEST = 1 << 20;

  private TextLines() {}

  /// Gives every line of a UTF-8 file that is not blank to `line`, in order, without a byte order
  /// mark.
  ///
  /// @param line throws [IllegalArgumentException] with what is wrong with a line
  /// @throws InvalidInput with every wrong line, at most 50, or when the file cannot be read as
  ///   text
  public static void read(Path file, Consumer<String> line) {
    var problems = new ArrayList<Problem>();
    try (var lines = new Lines(file, LONGEST)) {
      for (var next = lines.next();
          next != null && problems.size() < MOST_PROBLEMS;
          next = lines.next()) {
        try {
          if (next.fault() != null) {
            throw new IllegalArgumentException("this line is " + next.fault());
          }
          if (!next.text().isBlank()) {
            line.accept(next.text());
          }
        } catch (IllegalArgumentException e) {
          problems.add(
              Problem.error(
                  file.toString(), next.number(), 0, String.valueOf(e.getMessage()), null));
        }
      }
    } catch (IOException e) {
      problems.add(Problem.error(file.toString(), 0, 0, reason(e), null));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(List.copyOf(problems));
    }
  }

  /// The words of a line, which blanks and tabs keep apart.
  public static List<String> words(String line) {
    var words = new ArrayList<String>(6);
    int start = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean blank = i == line.length() || isBlank(line.charAt(i));
      if (blank && start >= 0) {
        words.add(line.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }

  /// Whether a character keeps words apart: ASCII white space, as in C.
  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such file"
        : "cannot be read: " + e.getMessage();
  }
}
