package dev.assay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A file or an argument the user gave cannot be used. Carries every problem found, not only the
/// first. The command line ends with exit code 2, the web server answers 400.
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidInput(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public InvalidInput(Problem problem) {
    this(List.of(problem));
  }

  /// Passes where a file is.
  ///
  /// @throws InvalidInput that says whether nothing or a folder is there
  public static void unlessFile(Path file) {
    if (!Files.isRegularFile(file)) {
      boolean isFolder = Files.isDirectory(file);
      throw new InvalidInput(
          Problem.error(
              file.toString(),
              0,
              0,
              isFolder ? "this is a folder" : "there is no such file",
              isFolder ? "name a file in it" : null));
    }
  }

  public List<Problem> problems() {
    return problems;
  }
}
