package dev.assay.judge;

import dev.assay.http.JsonPost;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bytes between us and an endpoint: one call, without further tries.
final class Transport {
  /// More than any reply we ask for.
  private static final long MOST_BYTES = 8 << 20;

  /// A call that brought no reply.
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean connected;
    private final transient @Nullable Duration retryAfter;

    /// @param status 0 where none came back
    /// @param connected whether the request can have arrived
    Failure(int status, boolean connected, String message, @Nullable Duration retryAfter) {
      super(message);
      this.status = status;
      this.connected = connected;
      this.retryAfter = retryAfter;
    }

    /// Whether it may have to be paid for: not where it was refused or never arrived.
    boolean mayCost() {
      return connected && (status == 0 || status >= 500);
    }

    @Nullable Duration retryAfter() {
      return retryAfter;
    }

    /// Whether the same call may succeed later.
    boolean passing() {
      return status == 0
          || status == 408
          || status == 429
          || (status >= 500 && status != 501 && status != 505);
    }

    /// What the endpoint says where it found the request itself wrong; empty for another failure.
    String refusal() {
      return status == 400 || status == 413 || status == 422
          ? Objects.requireNonNullElse(getMessage(), "")
          : "";
    }
  }

  private final JsonPost endpoint;
  private final Map<String, String> headers;

  Transport(URI uri, @Nullable String key) {
    this.endpoint = new JsonPost(uri, MOST_BYTES);
    this.headers =
        key == null || key.isBlank() ? Map.of() : Map.of("Authorization", "Bearer " + key);
  }

  /// The body of a good reply.
  ///
  /// @param deadline from connecting to the last byte
  String post(String body, Duration deadline) throws Failure, InterruptedException {
    JsonPost.Reply reply;
    try {
      reply = endpoint.send(body, headers, deadline);
    } catch (SocketTimeoutException _) {
      throw late(deadline);
    } catch (IOException e) {
      boolean connected =
          !(e instanceof ConnectException
              || e instanceof UnknownHostException
              || e instanceof NoRouteToHostException);
      throw new Failure(0, connected, "no connection (" + detail(e) + ")", null);
    }
    if (reply.status() / 100 != 2) {
      throw new Failure(reply.status(), true, message(reply), reply.retryAfter());
    }
    return reply.body();
  }

  /// What went wrong first: `Connection refused`, where the client says that it failed to connect.
  private static String detail(Throwable e) {
    return e.getCause() != null
        ? detail(e.getCause())
        : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  /// Tried again at once: the time it was waited for is pause enough.
  private static Failure late(Duration deadline) {
    String seconds =
        BigDecimal.valueOf(deadline.toMillis(), 3).stripTrailingZeros().toPlainString();
    return new Failure(0, true, "no reply within %s s".formatted(seconds), Duration.ZERO);
  }

  private static String message(JsonPost.Reply reply) {
    String body = reply.body().strip().replaceAll("\\s+", " ");
    return "status %d%s"
        .formatted(
            reply.status(),
            body.isEmpty() ? "" : " (" + body.substring(0, Math.min(300, body.length())) + ")");
  }
}
