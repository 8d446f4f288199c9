package dev.assay.judge.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// Which way a metric is good. Tools have turned theirs round between versions, so it is data.
public enum Direction {
  @JsonProperty("higher")
  HIGHER,
  @JsonProperty("lower")
  LOWER,
  /// Tells something, and neither more nor less of it is better.
  @JsonProperty("neutral")
  NEUTRAL;

  /// Whether it says which way is better.
  ///
  /// @param direction null where nobody says
  public static boolean isTold(@Nullable Direction direction) {
    return direction == HIGHER || direction == LOWER;
  }
}
