package dev.assay.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often held-out questions were looked at, this time included.
///
/// @param times by decisions and sweeps together
/// @param sweeps by sweeps
/// @param experiments that did, the first first
public record Opened(int times, int sweeps, List<String> experiments) {
  /// What that means for what they confirm; null the first time.
  public @Nullable String warning() {
    return times < 2
        ? null
        : "the held-out questions were opened %d times%s, by %s: they confirm less each time"
            .formatted(
                times,
                sweeps == 0 ? "" : ", %d of them by a sweep".formatted(sweeps),
                String.join(", ", experiments));
  }
}
