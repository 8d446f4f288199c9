package dev.assay.judge;

import dev.assay.RetryAfter;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  private final URI uri;
  private final Duration deadline;
  private final java.net.http.HttpClient client;

  Transport(URI uri, Duration deadline) {
    this.uri = uri;
    this.deadline = deadline;
    this.client =
        java.net.http.HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(min(deadline, Duration.ofSeconds(10)))
            .build();
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    Duration longest = DEADLINE.isBound() ? min(deadline, DEADLINE.get()) : deadline;
    var http =
        java.net.http.HttpRequest.newBuilder(uri)
            .timeout(longest)
            .POST(BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach((name, values) ->
            values.stream()
                .filter(value -> !value.equals("Bearer " + NO_KEY))
                .forEach(value -> http.header(name, value)));
    var response = send(http.build(), longest);
    if (response.statusCode() / 100 != 2) {
      throw new Failure(
          response.statusCode(), message(response), RetryAfter.of(response.headers()));
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(response.body())
        .build();
  }

  private HttpResponse<String> send(java.net.http.HttpRequest request, Duration longest) {
    var reply =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    try {
      return reply.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      reply.cancel(true);
      throw late(longest);
    } catch (InterruptedException _) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new Failure(0, "interrupted", null);
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof java.net.http.HttpTimeoutException) {
        throw late(longest);
      }
      String detail =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new Failure(0, "no connection (" + detail + ")", null);
    }
  }

  /// Tried again at once: the time it was waited for is pause enough.
  private static Failure late(Duration longest) {
    String seconds = BigDecimal.valueOf(longest.toMillis(), 3).stripTrailingZeros().toPlainString();
    return new Failure(0, "no reply within %s s".formatted(seconds), Duration.ZERO);
  }

  private static String message(HttpResponse<String> response) {
    String body = response.body().strip().replaceAll("\\s+", " ");
    return "status %d%s"
        .formatted(
            response.statusCode(),
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
