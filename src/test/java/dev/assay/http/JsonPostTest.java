package dev.assay.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
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
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/breaks")) {
              return;
            }
            boolean moved = path.equals("/moved");
            String[] asked = path.split("/", -1); // a status and a wait
            exchange
                .getResponseHeaders()
                .set(
                    moved ? "Location" : "Retry-After",
                    moved ? "/" : asked.length == 3 ? asked[2] : "7");
            byte[] body = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);
            int status = asked.length == 3 ? Integer.parseInt(asked[1]) : 200;
            exchange.sendResponseHeaders(moved ? 307 : status, body.length);
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

  @Test
  void nothingIsSentASecondTimeWhateverComesBack() throws IOException, InterruptedException {
    for (var path : List.of("/408/0", "/503/0", "/503/99999999999", "/429/0")) {
      try (var post = post(path, 100)) {
        assertThat(post.send("{}", Map.of(), DEADLINE).status())
            .isEqualTo(Integer.parseInt(path.substring(1, 4)));
        assertThat(seen).as(path).hasSize(1);
        seen.clear();
      }
    }
    try (var post = post("/breaks", 100)) {
      assertThatThrownBy(() -> post.send("{}", Map.of(), DEADLINE)).isInstanceOf(IOException.class);
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void aWaitIsReadOffAReplyThatAsksForIt() throws IOException, InterruptedException {
    try (var none = post("/503/0", 100);
        var long9 = post("/503/999999999", 100);
        var absurd = post("/503/99999999999", 100)) {
      assertThat(none.send("{}", Map.of(), DEADLINE).retryAfter()).isZero();
      assertThat(long9.send("{}", Map.of(), DEADLINE).retryAfter())
          .isEqualTo(Duration.ofSeconds(999_999_999));
      assertThat(absurd.send("{}", Map.of(), DEADLINE).retryAfter()).isNull();
    }
  }

  /// As servers do that keep a connection for a shorter time than we do, and do not say so.
  @Test
  void aConnectionThatTheServerHasClosedMeanwhileIsNoFailure() throws Exception {
    try (var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var post =
            new JsonPost(URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/"), 100)) {
      var closed = new Semaphore(0);
      var answering =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 3; i++) {
                  answerAndClose(listening);
                  closed.release();
                }
              });
      for (int i = 0; i < 3; i++) {
        assertThat(post.send("{}", Map.of(), DEADLINE).body()).isEqualTo("{}");
        closed.acquire();
      }
      answering.join();
    }
  }

  private static void answerAndClose(ServerSocket listening) {
    try (var socket = listening.accept();
        var in = socket.getInputStream()) {
      var request = new StringBuilder();
      while (!request.toString().endsWith("\r\n\r\n{}")) {
        request.append((char) in.read());
      }
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonPost post(String path, long longest) {
    return new JsonPost(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), longest);
  }
}
