package dev.assay;

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

  public List<Problem> problems() {
    return problems;
  }
}
