package dev.assay.cli;

import dev.assay.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Problems of the user's files as text, each with the line it stands in and a caret.
final class Problems {
  /// The file of problems that concern the command line itself.
  static final String ARGUMENTS = "assay";

  private static final int WIDEST = 120;

  private Problems() {}

  /// To standard error. What is wrong with an argument has no place in a file.
  static void print(List<Problem> problems, Terminal terminal) {
    if (problems.size() == 1 && problems.getFirst().file().equals(ARGUMENTS)) {
      terminal.error(problems.getFirst().toString().substring(ARGUMENTS.length() + 2));
      return;
    }
    sorted(problems).forEach(problem -> terminal.error(text(problem)));
    terminal.error(count(problems));
  }

  /// By file, line and column.
  static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }

  /// `2 errors, 1 warning`
  static String count(List<Problem> problems) {
    long errors = problems.stream().filter(p -> p.severity() == Problem.Severity.ERROR).count();
    long warnings = problems.size() - errors;
    return counted(errors, "error") + (warnings == 0 ? "" : ", " + counted(warnings, "warning"));
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  static boolean anyError(List<Problem> problems) {
    return problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
  }

  /// The problem, and below it the line of a YAML file with a caret under the place.
  static String text(Problem problem) {
    String line = problem.line() > 0 && problem.column() > 0 ? lineOf(problem) : null;
    if (line == null || line.length() > WIDEST || problem.column() > line.length() + 1) {
      return problem.toString();
    }
    String number = "%5d | ".formatted(problem.line());
    String margin = " ".repeat(number.length() - 2) + "| ";
    return problem
        + "\n"
        + number
        + line
        + "\n"
        + margin
        + blanks(line, problem.column() - 1)
        + "^".repeat(wordLength(line, problem.column() - 1));
  }

  private static @Nullable String lineOf(Problem problem) {
    try (var lines = Files.lines(Path.of(problem.file()), StandardCharsets.UTF_8)) {
      return lines.skip(problem.line() - 1L).findFirst().orElse(null);
    } catch (IOException | java.io.UncheckedIOException | java.nio.file.InvalidPathException e) {
      return null; // the problem is told without its line
    }
  }

  /// As wide as the text before the place, tabs kept.
  private static String blanks(String line, int count) {
    return line.substring(0, count).replaceAll("[^\t]", " ");
  }

  private static int wordLength(String line, int from) {
    int end = from;
    while (end < line.length()
        && (Character.isLetterOrDigit(line.charAt(end))
            || "-_.@%/$".indexOf(line.charAt(end)) >= 0)) {
      end++;
    }
    return Math.max(1, end - from);
  }
}
