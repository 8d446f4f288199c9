package dev.assay.experiment;

import dev.assay.Default;
import org.jspecify.annotations.Nullable;

/// What a run must reach: a value, or not to be worse than another.
///
/// @param run `pick`, `best`, `baseline`, or a configuration by id or label
/// @param measure any; absent: the primary one
/// @param notWorseThan `tag:main`, a baseline file, or a configuration of the same experiment
/// @param by the margin; absent: the minimum difference
/// @param atLeast the least mean
public record Gate(
    @Default("pick") String run,
    @Nullable String measure,
    @Nullable String notWorseThan,
    @Nullable Double by,
    @Nullable Double atLeast) {
  public Gate {
    if ((notWorseThan == null) == (atLeast == null)) {
      throw new IllegalArgumentException("a gate needs either notWorseThan or atLeast");
    }
    if (by != null && (atLeast != null || !(by >= 0 && by < 1))) {
      throw new IllegalArgumentException("by must be from 0 to below 1, beside notWorseThan");
    }
  }
}
