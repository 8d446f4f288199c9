package dev.assay.experiment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a stage of a run is.
///
/// @param stage read, embed, index, search, measure or judge
/// @param what which part of it: `bge-small, markdown`
/// @param total 0 where nobody knows yet
/// @param eta null until it can be told from the measured rate
public record Progress(
    String stage,
    String what,
    String unit,
    long done,
    long total,
    double rate,
    @Nullable Duration eta) {
  /// @param lately how much of it was done in the time that `elapsed` says
  static Progress of(
      String stage,
      String what,
      String unit,
      long done,
      long total,
      long lately,
      Duration elapsed) {
    double seconds = elapsed.toNanos() / 1e9;
    double rate = seconds > 0 ? lately / seconds : 0;
    Duration eta =
        rate > 0 && total > 0 ? Duration.ofMillis(Math.round(1000 * (total - done) / rate)) : null;
    return new Progress(stage, what, unit, done, total, rate, eta);
  }
}
