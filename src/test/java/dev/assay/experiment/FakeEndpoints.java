package dev.assay.experiment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// An embedding and a chat endpoint on this machine. Vectors count words by their hash, so texts
/// with the same words are near; the chat model answers every task well. Both remember what they
/// answered.
public final class FakeEndpoints implements AutoCloseable {
  private static final int DIMENSIONS = 16;

  private final HttpServer server;
  private final List<String> answered = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger useless = new AtomicInteger();
  private volatile Consumer<String> onRequest = _ -> {};
  private volatile String finishReason = "stop";

  public FakeEndpoints() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", exchange -> reply(exchange, FakeEndpoints::embed));
    server.createContext("/v1/chat/completions", exchange -> reply(exchange, this::chat));
    server.createContext("/v1/rerank", exchange -> reply(exchange, FakeEndpoints::rerank));
    server.start();
  }

  public String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /// Requests that arrived so far.
  public int requests() {
    return requests.get();
  }

  /// What was asked in the requests that were answered, one entry a text or prompt.
  public List<String> answered() {
    synchronized (answered) {
      return List.copyOf(answered);
    }
  }

  /// Runs before a request is answered, with the request's path.
  public void onRequest(Consumer<String> action) {
    onRequest = action;
  }

  /// The next so many verdicts are no JSON.
  public void saysNothingOfUse(int times) {
    useless.set(times);
  }

  /// Why replies end from now on: `length`.
  void finishes(String reason) {
    finishReason = reason;
  }

  private interface Endpoint {
    Object answer(JsonNode request);
  }

  private void reply(HttpExchange exchange, Endpoint endpoint) throws IOException {
    JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    requests.incrementAndGet();
    onRequest.accept(exchange.getRequestURI().getPath());
    byte[] body =
        Json.MAPPER.writeValueAsString(endpoint.answer(request)).getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      synchronized (answered) {
        if (request.has("texts")) {
          answered.add(request.get("query").asString() + request.get("texts"));
        } else if (request.has("input")) {
          request.get("input").forEach(text -> answered.add(text.asString()));
        } else {
          answered.add(request.at("/messages/1/content").asString());
        }
      }
    }
  }

  private static Object embed(JsonNode request) {
    var data = new ArrayList<Map<String, Object>>();
    for (JsonNode text : request.get("input")) {
      float[] vector = new float[DIMENSIONS];
      vector[0] = 0.1f;
      for (String word : text.asString().toLowerCase(Locale.ROOT).split("\\W+", -1)) {
        vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
      }
      data.add(Map.of("object", "embedding", "index", data.size(), "embedding", vector));
    }
    return Map.of("object", "list", "data", data, "model", "words");
  }

  /// A score that depends on the passage alone; none where the question is about adders.
  private static Object rerank(JsonNode request) {
    var scores = new ArrayList<Map<String, Object>>();
    for (JsonNode text : request.get("texts")) {
      if (!request.get("query").asString().contains("adder")) {
        scores.add(Map.of("index", scores.size(), "score", score(text.asString())));
      }
    }
    return scores;
  }

  public static int score(String passage) {
    return Math.floorMod(passage.hashCode(), 1000);
  }

  private Object chat(JsonNode request) {
    String prompt = request.at("/messages/1/content").asString();
    JsonNode schema = request.at("/response_format/json_schema/schema/properties");
    Object reply;
    if (schema.has("answerable")) {
      reply =
          Map.of("answerable", true, "answer", "It says so. It is true.", "chunks", List.of("k1"));
    } else if (schema.has("claims")) {
      reply = Map.of("claims", List.of("It says so.", "It is true."));
    } else if (prompt.contains("Grade each passage")) {
      var grades = new ArrayList<Object>();
      for (String id : ids(prompt, "k")) {
        grades.add(Map.of("id", id, "reason", "stated", "verdict", id.equals("k2") ? "3" : "1"));
      }
      reply = Map.of("verdicts", grades);
    } else if (prompt.contains("meets the criterion")) {
      String said =
          prompt.contains("within 30 days.")
              ? "true"
              : prompt.contains("red") ? "irrelevant" : "false";
      reply =
          Map.of("verdicts", List.of(Map.of("id", "c1", "reason", "so it is", "verdict", said)));
    } else {
      boolean claims = prompt.contains("support");
      var verdicts = new ArrayList<Object>();
      for (String id : ids(prompt, claims ? "c" : "k")) {
        verdicts.add(
            claims
                ? Map.of("id", id, "reason", "stated", "verdict", true, "chunks", List.of("k1"))
                : Map.of("id", id, "reason", "useful", "verdict", id.equals("k1")));
      }
      reply = Map.of("verdicts", verdicts);
    }
    boolean useful = !schema.has("verdicts") || useless.getAndUpdate(n -> Math.max(0, n - 1)) == 0;
    String content = useful ? Json.MAPPER.writeValueAsString(reply) : "I would rather not say.";
    return Map.of(
        "id",
        "chat-1",
        "object",
        "chat.completion",
        "model",
        "scripted",
        "choices",
        List.of(
            Map.of(
                "index",
                0,
                "finish_reason",
                finishReason,
                "message",
                Map.of("role", "assistant", "content", content))),
        "usage",
        Map.of("prompt_tokens", 10, "completion_tokens", 5, "total_tokens", 15));
  }

  private static Set<String> ids(String prompt, String letter) {
    var ids = new LinkedHashSet<String>();
    var matcher = Pattern.compile("\"(" + letter + "[0-9]+)\"").matcher(prompt);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
