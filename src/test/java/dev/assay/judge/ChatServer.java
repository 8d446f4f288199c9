package dev.assay.judge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/// A chat endpoint on this machine that plays a script: one step a call, the last one for ever.
final class ChatServer implements AutoCloseable {
  static final String KEY = "sk-secret-4711";
  static final int PATIENT = 60;

  @FunctionalInterface
  interface Step {
    void play(HttpExchange exchange) throws IOException;
  }

  /// What was asked, as sent.
  final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;

  ChatServer(Step... script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          requests.add(Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          try (exchange) {
            script[Math.min(requests.size(), script.length) - 1].play(exchange);
          }
        });
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /// Two retries, waits of milliseconds.
  OpenAiChat chat() {
    return chat(Duration.ofMillis(1));
  }

  OpenAiChat chat(Duration firstWait) {
    return new OpenAiChat(endpoint(), firstWait);
  }

  ChatSettings endpoint() {
    return endpoint(base(), PATIENT, 2);
  }

  /// @param seconds the deadline of a call; [#PATIENT] where none should be missed in a cold start
  static ChatSettings endpoint(URI uri, int seconds, int maxRetries) {
    return new ChatSettings(
        uri,
        "some-judge",
        KEY,
        null,
        ChatSettings.Sampling.USUAL,
        new ChatSettings.Pace(seconds, maxRetries, 8, null, null),
        ChatSettings.Prices.UNKNOWN);
  }

  Judge judge() {
    return new LanguageModelJudge(chat(), "some-judge");
  }

  Answerer answerer() {
    return new LanguageModelAnswerer(chat(), "some-judge", Prompts.builtIn(), Prompt.REPAIRS);
  }

  String user(int call) {
    return requests.get(call).at("/messages/1/content").asString();
  }

  static Step says(String text) {
    return says(text, "stop");
  }

  static Step says(String text, String finishReason) {
    return status(
        200,
        Json.MAPPER.writeValueAsString(
            Map.of(
                "id",
                "chat-1",
                "object",
                "chat.completion",
                "model",
                "some-judge",
                "choices",
                List.of(
                    Map.of(
                        "index",
                        0,
                        "finish_reason",
                        finishReason,
                        "message",
                        Map.of("role", "assistant", "content", text))),
                "usage",
                Map.of("prompt_tokens", 11, "completion_tokens", 7, "total_tokens", 18))));
  }

  static Step status(int status, String body, String... header) {
    return exchange -> {
      for (int i = 0; i < header.length; i += 2) {
        exchange.getResponseHeaders().set(header[i], header[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /// Says nothing until the test ends.
  Step never() {
    return exchange -> await();
  }

  /// Sends the status and the first byte, then nothing until the test ends.
  Step neverEnds() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      await();
    };
  }

  private void await() throws IOException {
    try {
      closing.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
