package dev.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.AssayException;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpRerankerTest {
  private static final String KEY = "sk-secret-4711";
  private static final String TEI = "[{\"index\":1,\"score\":0.9},{\"index\":0,\"score\":0.1}]";
  private static final String COHERE =
      "{\"results\":[{\"index\":1,\"relevance_score\":0.9},{\"index\":0,\"relevance_score\":0.1}]}";

  private record Answer(int status, String body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/rerank", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server().stop(0);
  }

  private HttpServer server() {
    return java.util.Objects.requireNonNull(server);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Answer answer = answers.poll();
    try (exchange) {
      if (answer == null) {
        try {
          ended.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      if (answer.status() == 429) {
        exchange.getResponseHeaders().set("Retry-After", "0");
      }
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// Waits longer than a busy machine takes.
  private HttpReranker reranker(@Nullable String model, int retries) {
    return reranker(model, retries, Duration.ofMinutes(1));
  }

  private HttpReranker reranker(@Nullable String model, int retries, Duration deadline) {
    return new HttpReranker(
        URI.create("http://127.0.0.1:" + server().getAddress().getPort() + "/rerank?key=" + KEY),
        model,
        KEY,
        deadline,
        retries,
        Duration.ofMillis(1));
  }

  @Test
  void speaksBothShapes() throws InterruptedException {
    answers.add(new Answer(200, TEI));
    answers.add(new Answer(200, COHERE));
    try (var tei = reranker(null, 0);
        var cohere = reranker("rerank-small", 0)) {
      assertThat(tei.score("q", List.of("a", "b")))
          .extracting(PassageScorer.Scored::score)
          .containsExactly(0.1, 0.9);
      assertThat(cohere.score("q", List.of("a", "b")))
          .extracting(PassageScorer.Scored::score)
          .containsExactly(0.1, 0.9);
    }
    assertThat(requests)
        .containsExactly(
            "{\"query\":\"q\",\"texts\":[\"a\",\"b\"]}",
            "{\"model\":\"rerank-small\",\"query\":\"q\",\"documents\":[\"a\",\"b\"]}");
  }

  @Test
  void triesAgainAfter429And500() throws InterruptedException {
    answers.add(new Answer(429, ""));
    answers.add(new Answer(500, ""));
    answers.add(new Answer(200, TEI));
    try (var reranker = reranker(null, 2)) {
      assertThat(reranker.score("q", List.of("a", "b")))
          .extracting(PassageScorer.Scored::score)
          .containsExactly(0.1, 0.9);
    }
    assertThat(requests).hasSize(3);
  }

  @Test
  void aReplyThatScoresNotEveryPassageIsAFailureThatNamesTheNextStep() {
    answers.add(new Answer(200, "[{\"index\":0,\"score\":1}]"));
    refused(reranker(null, 0), "no score for passage 1 of 2");
    answers.add(new Answer(401, "wrong key " + KEY));
    refused(reranker(null, 0), "answered status 401");
    refused(reranker(null, 0, Duration.ofSeconds(1)), "did not answer within 1000 ms");
  }

  private static void refused(HttpReranker reranker, String why) {
    try (reranker) {
      assertThatThrownBy(() -> reranker.score("q", List.of("a", "b")))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith("rerank endpoint http://127.0.0.1:")
          .hasMessageContaining(why)
          .hasMessageNotContaining(KEY);
    }
  }
}
