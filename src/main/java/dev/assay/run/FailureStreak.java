package dev.assay.run;

import org.jspecify.annotations.Nullable;

/// Failures of a reranker since its last success. After five in a row it is given up until the next
/// run: an endpoint that never answers is waited for this often and not once a question.
final class FailureStreak {
  private static final int MOST = 5;

  private int failures;
  private String last = "";

  /// Why the next question is not asked; null where it is.
  synchronized @Nullable String lost() {
    return failures < MOST
        ? null
        : "not asked after %d failures in a row, run again to ask; the last: %s"
            .formatted(failures, last);
  }

  synchronized void failed(String why) {
    failures++;
    last = why;
  }

  synchronized void succeeded() {
    failures = 0;
  }
}
