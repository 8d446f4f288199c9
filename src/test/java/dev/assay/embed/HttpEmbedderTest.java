package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.AssayException;
import dev.assay.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEmbedderTest {
  private static final String KEY = "sk-secret-4711";

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<@Nullable String> authorizations =
      Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ended = new CountDownLatch(1);
  private final HttpServer server = server();

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
  }

  @Test
  void sendsPrefixedTextsAndNormalisesWhatComesBack() {
    answers.add(new Answer(200, good("[3,4]", "[0,2]")));
    var got = new Embedding[2];
    Usage usage;
    try (var embedder = open(settings())) {
      usage = embedder.embed(List.of("one", "two"), Role.QUERY, (i, e) -> got[i] = e);
      assertThat(embedder.dimensions()).isEqualTo(2);
    }
    assertThat(requests)
        .containsExactly("{\"model\":\"small\",\"input\":[\"query: one\",\"query: two\"]}");
    assertThat(authorizations).containsExactly("Bearer " + KEY);
    assertThat(got[0].vector()).containsExactly(3f / 5, 4f / 5);
    assertThat(got[1].vector()).containsExactly(0f, 1f);
    assertThat(got[0].tokens()).as("only known for both texts together").isNull();
    assertThat(usage).isEqualTo(new Usage(1, 7L, 0));
  }

  @Test
  void putsVectorsInTheOrderOfTheTexts() {
    answers.add(
        new Answer(
            200,
            """
            {"data":[{"index":1,"embedding":[0,1]},{"index":0,"embedding":[1,0]}]}\
            """));
    var got = new Embedding[2];
    try (var embedder = open(settings())) {
      var usage = embedder.embed(List.of("one", "two"), Role.DOCUMENT, (i, e) -> got[i] = e);
      assertThat(usage.tokens()).as("the endpoint gave no usage").isNull();
    }
    assertThat(got[0].vector()).containsExactly(1f, 0f);
    assertThat(got[1].vector()).containsExactly(0f, 1f);
  }

  @Test
  void splitsManyTextsIntoBatches() {
    for (int i = 0; i < 2; i++) {
      answers.add(new Answer(200, good("[1,0]", "[1,0]", "[1,0]")));
    }
    var got = new TreeMap<Integer, Embedding>();
    try (var embedder = open(settings())) {
      var usage = embedder.embed(List.of("a", "b", "c", "d", "e", "f"), Role.DOCUMENT, got::put);
      assertThat(usage).isEqualTo(new Usage(2, 14L, 0));
    }
    assertThat(got.keySet()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void waitsAsLongAsAFullServerAsks() {
    answers.add(new Answer(429, "slow down", "0"));
    answers.add(new Answer(200, good("[1,0]")));
    embedOne();
    assertThat(requests).hasSize(2);
  }

  @Test
  void triesAgainAfterAServerError() {
    answers.add(new Answer(500, "oops"));
    answers.add(new Answer(200, good("[1,0]")));
    embedOne();
    assertThat(requests).hasSize(2);
  }

  @Test
  void givesUpAfterTheRetries() {
    for (int i = 0; i < 3; i++) {
      answers.add(new Answer(503, "no GPU\nleft " + KEY));
    }
    assertThat(failure())
        .hasMessage(endpoint() + " answered status 503, 3 tries: no GPU left ***; see its log");
    assertThat(requests).hasSize(3);
  }

  @Test
  void doesNotTryAgainWhatCannotSucceed() {
    answers.add(new Answer(401, "bad key " + KEY + " " + "x".repeat(500)));
    var failure = failure();
    assertThat(failure)
        .hasMessageStartingWith(endpoint() + " answered status 401, 1 try: bad key *** xxx")
        .hasMessageEndingWith("x…; check key");
    assertThat(failure.getMessage()).doesNotContain(KEY).hasSizeLessThan(350);
    assertThat(requests).hasSize(1);
  }

  @Test
  void doesNotWaitForHours() {
    answers.add(new Answer(429, "quota", "7200"));
    assertThat(failure())
        .hasMessage(
            endpoint()
                + " answered status 429, retry after 7200 s, 1 try: quota; lower concurrency, or"
                + " run again later");
  }

  @Test
  void aHangingServerIsLeftAtTheDeadline() {
    answers.add(Answer.HANG);
    answers.add(Answer.HANG_IN_BODY);
    answers.add(Answer.HANG);
    assertThat(failure(settings("small", KEY, Duration.ofMillis(150))))
        .hasMessage(
            endpoint()
                + " did not answer within 150 ms, 3 tries; raise deadline, or send fewer texts a call");
  }

  @Test
  void anotherNumberOfVectorsThanTextsIsRefused() {
    answers.add(new Answer(200, good("[1,0]", "[1,0]")));
    assertThat(failure()).hasMessageContaining("answered 2 vectors for 1 texts");
  }

  @Test
  void hostileRepliesAreRefusedWithoutTheKey() {
    var replies =
        List.of(
            List.of(KEY, "no JSON (line 1)"),
            List.of("{\"data\":[{\"index\":0,\"embedding\":[NaN]}]}", "no JSON (line 1)"),
            List.of(good("[1e999,0]"), "not finite"),
            List.of(good("[0,0]"), "vector of zeros"),
            List.of(good("[1,\"" + KEY + "\"]"), "the number \"***\""),
            List.of(good("[1,null]"), "the number null"),
            List.of(good("[]"), "not a list of numbers"),
            List.of("{}", "no vectors for 1 texts"),
            List.of("{\"data\":[{\"index\":7,\"embedding\":[1]}]}", "the index 7 for 1 texts"),
            List.of("{\"data\":[{\"embedding\":[1]}]}", "the index"));
    for (var reply : replies) {
      answers.add(new Answer(200, reply.get(0)));
      var failure = failure();
      assertThat(failure).hasMessageContaining(reply.get(1));
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        assertThat(cause.toString()).doesNotContain(KEY);
      }
    }
  }

  @Test
  void vectorsOfAnotherLengthThanAskedAreRefused() {
    answers.add(new Answer(200, good("[1,0]")));
    var asksForThree =
        Json.MAPPER.readValue(
            "{\"kind\":\"Http\",\"name\":\"m\",\"dimensions\":3,\"uri\":\"" + uri() + "\"}",
            Model.class);
    try (var embedder = asksForThree.open()) {
      assertThatThrownBy(() -> embedder.embed(List.of("one"), Role.DOCUMENT, (_, _) -> {}))
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("vectors of 2 numbers where 3 are expected");
    }
    assertThat(requests.getFirst()).contains("\"dimensions\":3");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    server.stop(0);
    assertThat(failure()).hasMessage(endpoint() + " cannot be reached; start it, or correct uri");
  }

  @Test
  void anInterruptEndsTheCallAndStaysSet() throws InterruptedException {
    answers.add(Answer.HANG);
    var seen = new ArrayList<Object>();
    var thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              seen.add(failure());
              seen.add(Thread.currentThread().isInterrupted());
            });
    thread.start();
    thread.interrupt();
    thread.join();
    assertThat(seen.get(0)).asString().contains("embedding was interrupted");
    assertThat(seen.get(1)).isEqualTo(true);
  }

  @Test
  void theFingerprintKnowsTheModelButNotTheKey() {
    try (var one = open(settings());
        var same = open(settings("small", null, Duration.ofSeconds(1)));
        var other = open(settings("large", KEY, Duration.ofSeconds(20)))) {
      assertThat(one.fingerprint()).hasSize(64).isEqualTo(same.fingerprint());
      assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }
  }

  private void embedOne() {
    try (var embedder = open(settings())) {
      embedder.embed(List.of("one"), Role.DOCUMENT, (_, _) -> {});
    }
  }

  private Throwable failure() {
    return failure(settings());
  }

  private static Throwable failure(Http settings) {
    try (var embedder = open(settings)) {
      var failure =
          catchThrowable(() -> embedder.embed(List.of("one"), Role.DOCUMENT, (_, _) -> {}));
      assertThat(failure).isInstanceOf(AssayException.class);
      return failure;
    }
  }

  private static Embedder open(Http settings) {
    return new HttpEmbedder(settings, Duration.ofMillis(1));
  }

  private Http settings() {
    return settings("small", KEY, Duration.ofSeconds(20));
  }

  private Http settings(String model, @Nullable String key, Duration deadline) {
    return new Http(
        "name",
        URI.create(uri()),
        model,
        key,
        "query: ",
        "",
        null,
        true,
        3,
        1,
        deadline,
        2,
        null,
        Card.UNKNOWN);
  }

  private String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/embeddings";
  }

  private String endpoint() {
    return "embedding endpoint " + uri();
  }

  private static String good(String... vectors) {
    var data = new StringBuilder();
    for (int i = 0; i < vectors.length; i++) {
      data.append(i == 0 ? "" : ",")
          .append(
              "{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":" + vectors[i] + "}");
    }
    return "{\"object\":\"list\",\"data\":[" + data + "],\"usage\":{\"prompt_tokens\":7}}";
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer;
    synchronized (answers) {
      answer = answers.remove();
    }
    answer.send(exchange, ended);
  }

  private record Answer(int status, String body, @Nullable String retryAfter) {
    Answer(int status, String body) {
      this(status, body, null);
    }

    static final Answer HANG = new Answer(0, "");
    static final Answer HANG_IN_BODY = new Answer(1, "");

    void send(HttpExchange exchange, CountDownLatch ended) throws IOException {
      if (retryAfter != null) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      if (status < 2) {
        if (status == 1) {
          exchange.sendResponseHeaders(200, 10);
        }
        try {
          ended.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      } else {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      exchange.close();
    }
  }
}
