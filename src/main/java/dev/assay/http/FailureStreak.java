package dev.assay.http;

import org.jspecify.annotations.Nullable;

/// Failures of an endpoint since its last success. After some in a row it is given up until the
/// next run: one that never answers is waited for this often and not once a question. Safe for use
/// by many threads.
public final class FailureStreak {
  private final int most;
  private int failures;
  private String last = "";

  /// @param most failures in a row, at least 1
  public FailureStreak(int most) {
    this.most = most;
  }

  /// Why the endpoint is not asked any more; null where it is.
  public synchronized @Nullable String lost() {
    return failures < most
        ? null
        : "not asked after %d failures in a row, run again to ask; the last: %s"
            .formatted(most, last);
  }

  /// A failure; of those after the last one that counts nothing is kept.
  public synchronized void failed(String why) {
    if (failures < most) {
      failures++;
      last = why;
    }
  }

  public synchronized void succeeded() {
    failures = 0;
  }
}
