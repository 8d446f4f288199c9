package dev.assay.judge.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import dev.assay.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The child process of [LocalChat]: llama.cpp behind OpenAI's chat endpoint on 127.0.0.1, one call
/// at a time. The first line of its input is the key that every call must bring; when its input
/// ends, so does it. Only ever a process of its own: llama.cpp can abort the one it is in.
///
/// What it understands of a request: `messages` (a system and a user message, as text),
/// `max_tokens`, `temperature`, `seed`, and a `response_format` with a JSON schema, which becomes a
/// grammar that the reply cannot leave.
public final class LlamaServer {
  private static final long MOST_BYTES = 4 << 20;

  private final LlamaModel model;
  private final ChatTemplate template;
  private final int context;
  private final String authorization;

  private LlamaServer(LlamaModel model, int context, String key) {
    this.model = model;
    this.template = ChatTemplate.of(model);
    this.context = context;
    this.authorization = "Bearer " + key;
  }

  /// Loads the model and serves it.
  ///
  /// @param arguments the GGUF file, the port, and the tokens that a prompt and its reply may have
  public static void main(String[] arguments) throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String key = input.readLine();
    if (key == null) {
      return;
    }
    Thread.ofPlatform().daemon().start(() -> endWith(input));
    int context = Integer.parseInt(arguments[2]);
    var server = new LlamaServer(load(arguments[0], context), context, key);
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
    var http = HttpServer.create(address, 0);
    http.createContext("/v1/chat/completions", server::answer);
    http.start();
  }

  /// The library is unpacked where nobody else writes, and gone once it is loaded.
  private static LlamaModel load(String file, int context) throws IOException {
    Path folder = Files.createTempDirectory("assay-llama");
    System.setProperty("de.kherud.llama.tmpdir", folder.toString());
    try {
      return new LlamaModel(
          new ModelParameters()
              .setModel(file)
              .setCtxSize(context)
              .setParallel(1)
              .setThreads(Runtime.getRuntime().availableProcessors())
              .disableContextShift());
    } finally {
      try (var unpacked = Files.list(folder)) {
        for (Path library : unpacked.toList()) {
          Files.deleteIfExists(library);
        }
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        // A system that keeps open files; its temporary folder is cleared by itself.
      }
    }
  }

  /// A parent that is killed closes our input too.
  private static void endWith(BufferedReader input) {
    try {
      while (input.readLine() != null) {
        // nothing more is expected
      }
    } catch (IOException e) {
      // as good as its end
    }
    Runtime.getRuntime().halt(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, Map.of("error", "the key is missing or wrong"));
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes((int) MOST_BYTES);
      try {
        send(exchange, 200, completion(Json.MAPPER.readTree(body)));
      } catch (RuntimeException e) {
        send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> reply)
      throws IOException {
    byte[] bytes = Json.MAPPER.writeValueAsBytes(reply);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Map<String, Object> completion(JsonNode request) {
    String prompt = template.filled(content(request, "system"), content(request, "user"));
    int promptTokens = model.encode(prompt).length;
    int most = request.path("max_tokens").asInt(request.path("max_completion_tokens").asInt(256));
    if (promptTokens + most > context) {
      throw new IllegalArgumentException(
          "the prompt has %d tokens and its reply may have %d, which is more than the %d of the context"
              .formatted(promptTokens, most, context));
    }
    var parameters =
        new InferenceParameters(prompt)
            .setNPredict(most)
            .setTemperature((float) request.path("temperature").asDouble(0))
            .setSeed(request.path("seed").asInt(0))
            // A prompt that was begun before gives slightly other numbers.
            .setCachePrompt(false);
    JsonNode schema = request.at("/response_format/json_schema/schema");
    if (schema.isObject()) {
      parameters.setGrammar(grammar(schema.toString()));
    }
    var text = new StringBuilder();
    int tokens = -1; // the last output only says that it was the last
    for (LlamaOutput output : model.generate(parameters)) {
      text.append(output.text);
      tokens++;
    }
    String said = text.toString().strip();
    // A character of several tokens comes with the last of them, so fewer outputs than tokens come.
    boolean cut = tokens >= most || (schema.isObject() && !isWhole(said));
    return reply(said, promptTokens, Math.max(0, tokens), cut);
  }

  private static boolean isWhole(String json) {
    try {
      return !Json.MAPPER.readTree(json).isMissingNode();
    } catch (JacksonException _) {
      return false;
    }
  }

  private static Map<String, Object> reply(String text, int prompt, int tokens, boolean cut) {
    return Map.of(
        "id",
        "local",
        "object",
        "chat.completion",
        "model",
        "local",
        "choices",
        List.of(
            Map.of(
                "index",
                0,
                "message",
                Map.of("role", "assistant", "content", text),
                "finish_reason",
                cut ? "length" : "stop")),
        "usage",
        Map.of(
            "prompt_tokens", prompt, "completion_tokens", tokens, "total_tokens", prompt + tokens));
  }

  /// llama.cpp's grammar of a schema, without the line ends and tabs that it allows between the
  /// parts: a small model fills its reply with them.
  private static String grammar(String schema) {
    return LlamaModel.jsonSchemaToGrammar(schema)
        .replaceAll("(?m)^space ::=.*$", "space ::= \" \"?");
  }

  private static String content(JsonNode request, String role) {
    return request.path("messages").values().stream()
        .filter(message -> message.path("role").asString().equals(role))
        .map(message -> message.path("content").asString())
        .findFirst()
        .orElse("");
  }
}
