package dev.assay.embed;

import dev.assay.Address;
import dev.assay.AssayException;
import dev.assay.Json;
import dev.assay.http.JsonPost;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An address that answers JSON with JSON. Tried again, with pauses that double or as long as
/// `Retry-After` asks: 408, 429, 5xx, a broken connection and a call past its deadline. Redirects
/// are not followed, so that text and key go only to the address given. Safe for use by many
/// threads.
final class JsonEndpoint implements AutoCloseable {
  private static final long LONGEST_REPLY = 256L << 20;
  private static final int BODY_SHOWN = 200;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final String what;
  private final URI uri;
  private final @Nullable String key;
  private final Duration deadline;
  private final int retries;
  private final Duration firstPause;
  private final JsonPost endpoint;

  /// @param what it is, in messages: `embedding endpoint`
  /// @param deadline for one call, from connecting to the last byte
  /// @param firstPause before the first retry; doubled for each further one
  JsonEndpoint(
      String what,
      URI uri,
      @Nullable String key,
      Duration deadline,
      int retries,
      Duration firstPause) {
    this.what = what;
    this.uri = uri;
    this.key = key;
    this.deadline = deadline;
    this.retries = retries;
    this.firstPause = firstPause;
    this.endpoint = new JsonPost(uri, LONGEST_REPLY);
  }

  /// The body of the first good answer.
  ///
  /// @throws AssayException if there is none
  String post(Object body) throws InterruptedException {
    String json = Json.MAPPER.writeValueAsString(body);
    Map<String, String> headers = key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
    for (int attempt = 0; ; attempt++) {
      boolean last = attempt == retries;
      Duration pause = firstPause.multipliedBy(1L << Math.min(attempt, 20));
      try {
        var reply = endpoint.send(json, headers, deadline);
        if (reply.status() == 200) {
          return reply.body();
        }
        var asked = reply.retryAfter();
        if (last || !worthRetrying(reply.status()) || longerThanWeWait(asked)) {
          throw failed(reply, attempt + 1);
        }
        pause = asked == null ? pause : asked;
      } catch (SocketTimeoutException e) {
        if (last) {
          throw failed(
              "did not answer within " + deadline.toMillis() + " ms, " + tries(attempt),
              "raise deadline, or send fewer texts a call",
              e);
        }
      } catch (ConnectException | UnknownHostException e) {
        throw failed("cannot be reached", "start it, or correct uri", e);
      } catch (IOException e) {
        if (last) {
          throw failed("broke the connection, " + tries(attempt) + ": " + e, "see its log", e);
        }
      }
      Thread.sleep(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
  }

  private static boolean worthRetrying(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private static boolean longerThanWeWait(@Nullable Duration asked) {
    return asked != null && asked.compareTo(LONGEST_PAUSE) > 0;
  }

  private AssayException failed(JsonPost.Reply reply, int attempts) {
    int status = reply.status();
    var asked = reply.retryAfter();
    String next =
        switch (status) {
          case 401, 403 -> "check key";
          case 404, 405 -> "check uri and name";
          case 400, 413, 422 -> "is a text longer than the model takes? use smaller chunks";
          case 429 -> "lower concurrency, or run again later";
          default -> status < 400 ? "give the final address as uri" : "see its log";
        };
    return failed(
        "answered status "
            + status
            + (asked == null ? "" : ", retry after " + asked.toSeconds() + " s")
            + ", "
            + tries(attempts - 1)
            + ": "
            + shown(reply.body()),
        next,
        null);
  }

  private static String tries(int attempt) {
    return attempt == 0 ? "1 try" : attempt + 1 + " tries";
  }

  AssayException failed(String what, String next, @Nullable Throwable cause) {
    return new AssayException(this + " " + what + "; " + next, cause);
  }

  /// Without the query, which may hold a key.
  @Override
  public String toString() {
    return what + " " + Address.withoutQuery(uri);
  }

  /// The start of what it answered, without the key.
  String shown(@Nullable String body) {
    if (body == null) {
      return "";
    }
    String safe = key == null ? body : body.replace(key, "***");
    safe = safe.replaceAll("\\p{Cntrl}+", " ").strip();
    return safe.length() <= BODY_SHOWN ? safe : safe.substring(0, BODY_SHOWN) + "…";
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
