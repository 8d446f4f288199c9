package dev.assay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonPostTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var headers = exchange.getRequestHeaders();
            seen.add(
                exchange.getRequestURI()
                    + " "
                    + headers.getFirst("Content-Type")
                    + " "
                    + headers.getFirst("Authorization")
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean moved = exchange.getRequestURI().getPath().equals("/moved");
            exchange
                .getResponseHeaders()
                .set(moved ? "Location" : "Retry-After", moved ? "/" : "7");
            byte[] body = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(moved ? 307 : 200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsTextAndHeadersAndGivesWhatCameBack() throws IOException, InterruptedException {
    try (var post = post("/v1?q=1", 10)) {
      var reply = post.send("{\"ö\":1}", Map.of("Authorization", "Bearer k"), DEADLINE);

      assertThat(reply).isEqualTo(new JsonPost.Reply(200, "{\"a\":\"ä\"}", Duration.ofSeconds(7)));
      assertThat(seen).containsExactly("/v1?q=1 application/json Bearer k {\"ö\":1}");
    }
  }

  @Test
  void goesNowhereElseWhenItIsSentThere() throws IOException, InterruptedException {
    try (var post = post("/moved", 100)) {
      assertThat(post.send("{}", Map.of(), DEADLINE).status()).isEqualTo(307);
      assertThat(seen).containsExactly("/moved application/json null {}");
    }
  }

  @Test
  void aReplyThatIsLongerThanAllowedIsRefused() {
    try (var post = post("/", 9)) {
      assertThatThrownBy(() -> post.send("{}", Map.of(), DEADLINE))
          .isInstanceOf(IOException.class)
          .hasMessage("its reply is longer than 9 bytes");
    }
  }

  private JsonPost post(String path, long longest) {
    return new JsonPost(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), longest);
  }
}
