package dev.assay.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// A chat endpoint in a process of its own that takes 200 ms a call and finds every chunk relevant.
/// Prints its port.
final class ChatEndpoint {
  private static final long MILLISECONDS = 200;
  private static final Pattern ID = Pattern.compile("\\\\\"id\\\\\":\\\\\"(k\\d+)\\\\\"");
  private static final Pattern QUESTION = Pattern.compile("question \\d+");

  /// What a quarter of the prompts meet the first time: 5 % each a status 429, a status 500, text
  /// that is no JSON, a reply that was cut, and no reply at all.
  enum Trouble {
    NONE("none"),
    RETRY_AFTER("5 x 5 %, asks for 1 s"),
    PLAIN("5 x 5 %");

    final String text;

    Trouble(String text) {
      this.text = text;
    }
  }

  private ChatEndpoint() {}

  public static void main(String[] args) throws IOException {
    var wanted = Trouble.valueOf(args[0]);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    var number = new AtomicInteger();
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2048);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var question = QUESTION.matcher(body);
          boolean first = question.find() && seen.add(question.group());
          int trouble = wanted != Trouble.NONE && first ? number.getAndIncrement() % 20 : -1;
          try {
            Thread.sleep(trouble == 4 ? 600_000 : MILLISECONDS);
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          answer(exchange, trouble, wanted == Trouble.RETRY_AFTER, body);
        });
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {}
    server.stop(0);
    System.exit(0);
  }

  private static void answer(HttpExchange exchange, int trouble, boolean retryAfter, String body)
      throws IOException {
    var id = ID.matcher(body);
    String good =
        "{\\\"verdicts\\\":[{\\\"id\\\":\\\"%s\\\",\\\"reason\\\":\\\"stated\\\",\\\"verdict\\\":true}]}"
            .formatted(id.find() ? id.group(1) : "k1");
    switch (trouble) {
      case 0 -> {
        if (retryAfter) {
          exchange.getResponseHeaders().set("Retry-After", "1");
        }
        send(exchange, 429, "");
      }
      case 1 -> send(exchange, 500, "");
      case 2 -> send(exchange, 200, completion("I would say yes.", "stop"));
      case 3 -> send(exchange, 200, completion(good, "length"));
      default -> send(exchange, 200, completion(good, "stop"));
    }
  }

  private static String completion(String content, String reason) {
    return "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"%s\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}],\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":20,\"total_tokens\":320}}"
        .formatted(reason, content);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
