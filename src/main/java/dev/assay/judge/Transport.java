package dev.assay.judge;

import dev.assay.http.JsonPost;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bytes between langchain4j and an endpoint. Ours, because langchain4j's own client hides
/// `Retry-After`, and ends its deadline with the headers: an endpoint that then sends a byte a
/// minute would hold a call for ever.
final class Transport implements HttpClient, HttpClientBuilder {
  static final String NO_KEY = "no-key";

  /// How long the call at hand is waited for, where that is less than the transport's own deadline.
  static final ScopedValue<Duration> DEADLINE = ScopedValue.newInstance();

  /// More than any reply we ask for.
  private static final long MOST_BYTES = 8 << 20;

  /// A call that brought no reply.
  static final class Failure extends HttpException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;

    Failure(int status, String message, @Nullable Duration retryAfter) {
      super(status, message);
      this.retryAfter = retryAfter;
    }

    @Nullable Duration retryAfter() {
      return retryAfter;
    }

    /// Whether the same call may succeed later. Status 0: no status came back.
    boolean passing() {
      return statusCode() == 0
          || statusCode() == 408
          || statusCode() == 429
          || (statusCode() >= 500 && statusCode() != 501 && statusCode() != 505);
    }

    /// What the endpoint says where it found the request itself wrong; empty for another failure.
    String refusal() {
      return statusCode() == 400 || statusCode() == 413 || statusCode() == 422
          ? Objects.requireNonNullElse(getMessage(), "")
          : "";
    }

    /// The failure among an exception's causes, or null.
    static @Nullable Failure of(@Nullable Throwable thrown) {
      return thrown == null || thrown instanceof Failure ? (Failure) thrown : of(thrown.getCause());
    }
  }

  private final Duration deadline;
  private final JsonPost endpoint;

  Transport(URI uri, Duration deadline) {
    this.deadline = deadline;
    this.endpoint = new JsonPost(uri, MOST_BYTES);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    Duration longest = DEADLINE.isBound() ? min(deadline, DEADLINE.get()) : deadline;
    var headers = new HashMap<String, String>();
    request.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
    headers.values().remove("Bearer " + NO_KEY);
    var reply = send(request.body(), headers, longest);
    if (reply.status() / 100 != 2) {
      throw new Failure(reply.status(), message(reply), reply.retryAfter());
    }
    return SuccessfulHttpResponse.builder().statusCode(reply.status()).body(reply.body()).build();
  }

  private JsonPost.Reply send(String body, Map<String, String> headers, Duration longest) {
    try {
      return endpoint.send(body, headers, longest);
    } catch (SocketTimeoutException _) {
      throw late(longest);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Failure(0, "interrupted", null);
    } catch (IOException e) {
      String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new Failure(0, "no connection (" + detail + ")", null);
    }
  }

  /// Tried again at once: the time it was waited for is pause enough.
  private static Failure late(Duration longest) {
    String seconds = BigDecimal.valueOf(longest.toMillis(), 3).stripTrailingZeros().toPlainString();
    return new Failure(0, "no reply within %s s".formatted(seconds), Duration.ZERO);
  }

  private static String message(JsonPost.Reply reply) {
    String body = reply.body().strip().replaceAll("\\s+", " ");
    return "status %d%s"
        .formatted(
            reply.status(),
            body.isEmpty() ? "" : " (" + body.substring(0, Math.min(300, body.length())) + ")");
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("replies are not streamed");
  }

  @Override
  public Duration connectTimeout() {
    return deadline;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return deadline;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return this;
  }
}
