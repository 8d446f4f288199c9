package dev.assay.judge;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How fast one endpoint is asked: so many calls at once, so many requests and tokens a minute.
///
/// The limits are the endpoint's, whoever asks it, so one throttle serves all callers of this
/// process that name the same address and limits. A permit is held while a call is under way and
/// not while it waits for another try: others go on meanwhile.
final class Throttle {
  private static final Map<String, Throttle> OF_ENDPOINT = new ConcurrentHashMap<>();

  private final Permits permits;
  private final @Nullable Bucket requests;
  private final @Nullable Bucket tokens;

  private Throttle(
      int concurrency, @Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute) {
    this.permits = new Permits(concurrency);
    this.requests = bucket(requestsPerMinute);
    this.tokens = bucket(tokensPerMinute);
  }

  private static @Nullable Bucket bucket(@Nullable Integer perMinute) {
    return perMinute == null ? null : new Bucket(perMinute, System.nanoTime());
  }

  static Throttle of(
      URI endpoint,
      int concurrency,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute) {
    return OF_ENDPOINT.computeIfAbsent(
        "%s %d %s %s".formatted(endpoint, concurrency, requestsPerMinute, tokensPerMinute),
        _ -> new Throttle(concurrency, requestsPerMinute, tokensPerMinute));
  }

  /// Waits for a turn. Whoever gets one gives the permit back with [#leave].
  ///
  /// @param expected tokens of the call, as far as one can tell before it
  /// @param attempt from 0, the first try
  void enter(long expected, int attempt) throws InterruptedException {
    if (requests != null) {
      Thread.sleep(requests.take(1, System.nanoTime()));
    }
    if (tokens != null) {
      Thread.sleep(tokens.take(expected, System.nanoTime()));
    }
    permits.acquire(attempt);
  }

  /// @param expected what was told to [#enter]
  /// @param used tokens as the endpoint counted them, or null where it did not say
  void leave(long expected, @Nullable Integer used) {
    permits.release();
    if (tokens != null && used != null) {
      tokens.correct(expected - used);
    }
  }
}
