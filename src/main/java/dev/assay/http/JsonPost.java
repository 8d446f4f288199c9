package dev.assay.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Posts JSON to one address. A call has one deadline, from looking the name up to the last byte:
/// an endpoint that sends its headers and then a byte a minute is late too. Redirects are not
/// followed, so that text and key go only to the address given, and nothing is sent to a server a
/// second time: that is for the caller to decide and to count. Safe for use by many threads; a
/// virtual one that is interrupted ends its call at once, another with its deadline.
public final class JsonPost implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /// Between calls; as many as were under way at once stay open, for a minute.
  private static final int MOST_CONNECTIONS = Integer.MAX_VALUE;

  /// `Retry-After` under a name that OkHttp does not know: of a 503 it would obey a 0 by itself,
  /// and break at a number that is no `int`.
  private static final String RETRY_AFTER = "Assay-Retry-After";

  /// What came back, whatever its status.
  ///
  /// @param retryAfter how long it asks us to wait; null where it does not
  public record Reply(int status, String body, @Nullable Duration retryAfter) {}

  private final HttpUrl url;
  private final long longestReply;
  private final OkHttpClient client;

  /// @param longestReply in bytes; a longer one is an [IOException]
  /// @throws IllegalArgumentException for an address that cannot be asked, such as port 70000
  public JsonPost(URI uri, long longestReply) {
    this.url = HttpUrl.get(uri.toString());
    this.longestReply = longestReply;
    client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(MOST_CONNECTIONS, 1, TimeUnit.MINUTES))
            // Upgrades to HTTP/2 confuse small servers, and the body is what takes the time.
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .addNetworkInterceptor(new ReusedConnections())
            .addNetworkInterceptor(JsonPost::renamed)
            .connectTimeout(LONGEST_CONNECT)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
  }

  /// Waits for the whole reply.
  ///
  /// @param deadline of this call
  /// @throws SocketTimeoutException past the deadline
  /// @throws ConnectException where nobody listens
  /// @throws IOException for a broken connection and a reply that is too long
  public Reply send(String body, Map<String, String> headers, Duration deadline)
      throws IOException, InterruptedException {
    var request =
        new Request.Builder()
            .url(url)
            .headers(Headers.of(headers))
            .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON))
            .build();
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      var call = client.newCall(request);
      call.timeout().timeout(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      try (var response = call.execute()) {
        return read(response);
      } catch (IOException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!(e instanceof ReusedConnections.Closed)) {
          throw e instanceof InterruptedIOException
              ? new SocketTimeoutException(e.getMessage())
              : e;
        }
      }
    }
  }

  private static Response renamed(Interceptor.Chain chain) throws IOException {
    var response = chain.proceed(chain.request());
    String wait = response.header("Retry-After");
    var renamed = response.newBuilder().removeHeader("Retry-After").removeHeader(RETRY_AFTER);
    return wait == null ? renamed.build() : renamed.header(RETRY_AFTER, wait).build();
  }

  private Reply read(Response response) throws IOException {
    var source = response.body().source();
    if (source.request(longestReply + 1)) {
      throw new IOException("its reply is longer than %d bytes".formatted(longestReply));
    }
    return new Reply(
        response.code(), source.readUtf8(), RetryAfter.of(response.header(RETRY_AFTER)));
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
