package dev.assay.cli;

/// What the exit code of a command says.
final class Exit {
  static final int DONE = 0;

  /// A defect of the lab itself; the path of the log was printed.
  static final int INTERNAL = 1;

  /// The call, a file or a golden question is wrong.
  static final int USAGE = 2;

  /// A server, a key or the disk is missing.
  static final int MISSING = 3;

  /// Finished, with fewer questions scored than `coverage.minimum` asks for, or with too many
  /// verdicts that failed.
  static final int COVERAGE = 4;

  /// Stopped at a limit on calls or money that the user set; what was done is kept.
  static final int BUDGET = 5;

  /// A gate is not reached, as far as the questions can prove it, or something is missing.
  static final int GATE_FAILED = 10;

  /// The questions do not tell whether a gate is reached.
  static final int GATE_INCONCLUSIVE = 11;

  /// Ctrl-C; what was done is kept.
  static final int INTERRUPTED = 130;

  private Exit() {}
}
