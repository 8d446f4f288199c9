package dev.assay.judge.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A child on the far side of a socket that dies when it is asked, as llama.cpp does on an
/// assertion: so many processes of it in a row, counted in a folder. The next one answers.
final class FakeChild {
  private FakeChild() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]);
    int deaths = Integer.parseInt(arguments[2]);
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          int died;
          try (var files = Files.list(folder)) {
            died = (int) files.count();
          }
          if (died < deaths) {
            Files.createFile(folder.resolve("death-" + died));
            System.err.println("GGML_ASSERT: the tensor is not there");
            System.err.flush();
            Runtime.getRuntime().halt(134);
          }
          byte[] reply =
              """
              {"id": "1", "object": "chat.completion", "model": "m", "choices": [{"index": 0,
               "finish_reason": "stop", "message": {"role": "assistant", "content": "{\\"ok\\": true}"}}],
               "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, reply.length);
          exchange.getResponseBody().write(reply);
          exchange.close();
        });
    server.start();
  }
}
