package dev.assay.embed;

import dev.assay.AssayException;
import dev.assay.Json;
import dev.assay.Sha256;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A model behind an endpoint. Redirects are not followed, so that text and key go only to the
/// address given.
public final class HttpEmbedder implements Embedder {
  private static final long LONGEST_REPLY = 256L << 20;
  private static final int BODY_SHOWN = 200;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final Http settings;
  private final Duration firstPause;
  private final HttpClient client;
  private final Workers workers;

  /// 0 until known.
  private final AtomicInteger dimensions;

  /// @param firstPause before the first retry; doubled for each further one
  HttpEmbedder(Http settings, Duration firstPause) {
    this.settings = settings;
    this.firstPause = firstPause;
    dimensions = new AtomicInteger(settings.dimensions() == null ? 0 : settings.dimensions());
    client =
        HttpClient.newBuilder()
            .connectTimeout(settings.deadline())
            // Upgrades to HTTP/2 confuse small servers, and the body is what takes the time.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    workers = new Workers(settings.concurrency(), Thread.ofVirtual().name("embed-", 0).factory());
  }

  @Override
  public String fingerprint() {
    return new Sha256()
        .add("http@1")
        .add(settings.uri().toString())
        .add(settings.model())
        .add(settings.queryPrefix())
        .add(settings.documentPrefix())
        .add(String.valueOf(settings.dimensions()))
        .add(settings.normalise().toString())
        .hex();
  }

  @Override
  public int dimensions() {
    if (dimensions.get() == 0) {
      embed(List.of("dimensions"), Role.DOCUMENT, (_, _) -> {});
    }
    return dimensions.get();
  }

  @Override
  public Usage embed(List<String> texts, Role role, ResultConsumer onReady) {
    String prefix = role == Role.QUERY ? settings.queryPrefix() : settings.documentPrefix();
    var requests = new ArrayList<Callable<Batch>>();
    for (int start = 0; start < texts.size(); start += settings.batch()) {
      int first = start;
      var batch =
          texts.subList(start, Math.min(start + settings.batch(), texts.size())).stream()
              .map(prefix::concat)
              .toList();
      requests.add(() -> request(first, batch));
    }
    var counts = new ArrayList<@Nullable Long>();
    workers.each(
        requests,
        batch -> {
          counts.add(batch.tokens);
          Integer tokens =
              batch.vectors.size() == 1 && batch.tokens != null ? batch.tokens.intValue() : null;
          for (int i = 0; i < batch.vectors.size(); i++) {
            onReady.accept(batch.first + i, new Embedding(batch.vectors.get(i), tokens, false));
          }
        });
    long sum = 0;
    for (Long count : counts) {
      if (count == null) {
        return new Usage(counts.size(), null, 0);
      }
      sum += count;
    }
    return new Usage(counts.size(), sum, 0);
  }

  @Override
  public void close() {
    workers.close();
    client.shutdownNow();
    client.close();
  }

  private Batch request(int first, List<String> texts) throws InterruptedException {
    String body = answer(texts);
    EmbeddingReply reply;
    try {
      reply = EmbeddingReply.parse(body, texts.size());
    } catch (IllegalArgumentException e) {
      throw failed(
          "answered " + shown(e.getMessage()) + ": " + shown(body),
          "check that uri is an OpenAI-compatible embeddings endpoint",
          null);
    }
    int length = reply.vectors().getFirst().length;
    if (!dimensions.compareAndSet(0, length) && dimensions.get() != length) {
      throw failed(
          "answered vectors of " + length + " numbers where " + dimensions.get() + " are expected",
          "check name and dimensions",
          null);
    }
    var vectors = new ArrayList<float[]>();
    for (var numbers : reply.vectors()) {
      vectors.add(Vectors.finish(numbers, settings.normalise(), endpoint()));
    }
    return new Batch(first, vectors, reply.tokens());
  }

  /// The body of the first good answer.
  private String answer(List<String> texts) throws InterruptedException {
    var request = httpRequest(texts);
    for (int attempt = 0; ; attempt++) {
      boolean last = attempt == settings.retries();
      Duration pause = firstPause.multipliedBy(1L << Math.min(attempt, 20));
      try {
        var response = send(request);
        if (response.statusCode() == 200) {
          return response.body();
        }
        var asked = RetryAfter.of(response.headers());
        if (last || !worthRetrying(response.statusCode()) || longerThanWeWait(asked)) {
          throw failed(response, attempt + 1, asked);
        }
        pause = asked == null ? pause : asked;
      } catch (TimeoutException | HttpTimeoutException e) {
        if (last) {
          throw failed(
              "did not answer within " + settings.deadline().toMillis() + " ms, " + tries(attempt),
              "raise deadline or lower batch",
              e);
        }
      } catch (ConnectException e) {
        throw failed("cannot be reached", "start it, or correct uri", e);
      } catch (IOException e) {
        if (last) {
          throw failed("broke the connection, " + tries(attempt) + ": " + e, "see its log", e);
        }
      }
      Thread.sleep(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
  }

  private HttpRequest httpRequest(List<String> texts) {
    var body = new LinkedHashMap<String, Object>();
    body.put("model", settings.model());
    body.put("input", texts);
    if (settings.dimensions() != null) {
      body.put("dimensions", settings.dimensions());
    }
    var request =
        HttpRequest.newBuilder(settings.uri())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)));
    if (settings.key() != null) {
      request.header("Authorization", "Bearer " + settings.key());
    }
    return request.build();
  }

  /// Waits for headers and body: the JDK's own timeout ends with the headers.
  private HttpResponse<String> send(HttpRequest request)
      throws InterruptedException, IOException, TimeoutException {
    var handler =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_REPLY);
    var response = client.sendAsync(request, handler);
    try {
      return response.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private static boolean worthRetrying(int status) {
    return status == 429 || status >= 500;
  }

  private static boolean longerThanWeWait(@Nullable Duration asked) {
    return asked != null && asked.compareTo(LONGEST_PAUSE) > 0;
  }

  private AssayException failed(
      HttpResponse<String> response, int attempts, @Nullable Duration asked) {
    int status = response.statusCode();
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
            + shown(response.body()),
        next,
        null);
  }

  private static String tries(int attempt) {
    return attempt == 0 ? "1 try" : attempt + 1 + " tries";
  }

  private AssayException failed(String what, String next, @Nullable Throwable cause) {
    return new AssayException(endpoint() + " " + what + "; " + next, cause);
  }

  /// Without the query, which may hold a key.
  private String endpoint() {
    var uri = settings.uri();
    return "embedding endpoint " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getPath();
  }

  private String shown(@Nullable String body) {
    if (body == null) {
      return "";
    }
    String safe = settings.key() == null ? body : body.replace(settings.key(), "***");
    safe = safe.replaceAll("\\p{Cntrl}+", " ").strip();
    return safe.length() <= BODY_SHOWN ? safe : safe.substring(0, BODY_SHOWN) + "…";
  }

  private record Batch(int first, List<float[]> vectors, @Nullable Long tokens) {}
}
