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

  private Throttle(ChatSettings.Pace pace) {
    this.permits = new Permits(pace.concurrency());
    this.requests = bucket(pace.requestsPerMinute());
    this.tokens = bucket(pace.tokensPerMinute());
  }

  private static @Nullable Bucket bucket(@Nullable Integer perMinute) {
    return perMinute == null ? null : new Bucket(perMinute, System.nanoTime());
  }

  static Throttle of(URI endpoint, ChatSettings.Pace pace) {
    return OF_ENDPOINT.computeIfAbsent(
        "%s %d %s %s"
            .formatted(
                endpoint, pace.concurrency(), pace.requestsPerMinute(), pace.tokensPerMinute()),
        _ -> new Throttle(pace));
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
