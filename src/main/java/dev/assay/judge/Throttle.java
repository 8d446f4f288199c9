package dev.assay.judge;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How fast one endpoint is asked: so many calls at once, so many requests and tokens a minute.
///
/// The limits are the endpoint's, whoever asks it, so one throttle serves all callers of this
/// process that name the same address and limits. A permit is held while a call is under way or
/// next to be, and not while it waits for another try: others go on meanwhile.
final class Throttle {
  /// Times as many as expected that a call can have used. A token is expected for every three
  /// characters, a character has at most three bytes, and no token is less than a byte; the rest is
  /// for what an endpoint writes around them. What says more cannot be a count, and would stop all
  /// calls for as long as it likes.
  private static final int MOST_TOKENS = 10;

  private static final Map<String, Throttle> OF_ENDPOINT = new ConcurrentHashMap<>();

  private final Ticker ticker;
  private final Permits permits;

  /// Whoever has it takes from the buckets and starts, so that nothing is taken long before it is
  /// used: what was would come on top of what the next minute allows.
  private final Lock turn = new ReentrantLock(true);

  private final @Nullable Bucket requests;
  private final @Nullable Bucket tokens;

  Throttle(ChatSettings.Pace pace, Ticker ticker) {
    this.ticker = ticker;
    this.permits = new Permits(pace.concurrency());
    this.requests = bucket(pace.requestsPerMinute());
    this.tokens = bucket(pace.tokensPerMinute());
  }

  private @Nullable Bucket bucket(@Nullable Integer perMinute) {
    return perMinute == null ? null : new Bucket(perMinute, ticker.nanos());
  }

  static Throttle of(URI endpoint, ChatSettings.Pace pace) {
    return OF_ENDPOINT.computeIfAbsent(
        "%s %d %s %s"
            .formatted(
                endpoint, pace.concurrency(), pace.requestsPerMinute(), pace.tokensPerMinute()),
        _ -> new Throttle(pace, Ticker.SYSTEM));
  }

  /// Waits for a turn. Whoever gets one gives the permit back with [#leave].
  ///
  /// @param expected tokens of the call, as far as one can tell before it
  /// @param attempt from 0, the first try
  void enter(long expected, int attempt) throws InterruptedException {
    permits.acquire(attempt);
    boolean entered = false;
    try {
      if (requests != null || tokens != null) {
        take(expected);
      }
      entered = true;
    } finally {
      if (!entered) {
        permits.release();
      }
    }
  }

  private void take(long expected) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      ticker.sleep(longer(take(requests, 1), take(tokens, expected)));
    } finally {
      turn.unlock();
    }
  }

  private Duration take(@Nullable Bucket bucket, long amount) {
    return bucket == null ? Duration.ZERO : bucket.take(amount, ticker.nanos());
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /// @param expected what was told to [#enter]
  /// @param used tokens as the endpoint counted them, or null where it did not say
  void leave(long expected, @Nullable Integer used) {
    permits.release();
    if (tokens != null && used != null) {
      tokens.correct(expected - Math.min(used, MOST_TOKENS * expected));
    }
  }
}
