package dev.assay.judge;

import java.time.Duration;

/// So much a minute, evenly: a token bucket that holds a twentieth of a minute, so that no minute
/// sees more than 105 % of what is allowed.
///
/// Whoever takes more than there is goes into debt and is told how long to wait for it, so waiting
/// callers are served in the order they came. Time is handed in: nanoseconds of one clock.
final class Bucket {
  private static final double NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();
  private static final double HELD = 1.0 / 20;

  private final double perMinute;
  private final double capacity;
  private double level;
  private long asOf;

  /// @param perMinute at least 1
  Bucket(int perMinute, long now) {
    this.perMinute = perMinute;
    this.capacity = Math.max(1, perMinute * HELD);
    this.level = capacity;
    this.asOf = now;
  }

  /// Takes an amount.
  ///
  /// @return how long to wait before using it, not negative
  synchronized Duration take(long amount, long now) {
    level = Math.min(capacity, level + (now - asOf) * perMinute / NANOS_A_MINUTE);
    asOf = now;
    level -= amount;
    return level >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(-level * NANOS_A_MINUTE / perMinute));
  }

  /// Gives back what was taken too much, or takes what was taken too little, once it is known.
  synchronized void correct(long surplus) {
    level = Math.min(capacity, level + surplus);
  }
}
