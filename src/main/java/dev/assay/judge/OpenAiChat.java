package dev.assay.judge;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Address;
import dev.assay.Default;
import dev.assay.Price;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Any OpenAI-compatible chat endpoint.
///
/// Tried again, with waits that double or as long as `Retry-After` asks: 408, 429, 5xx, a broken
/// connection and a call past its deadline. Never waited for longer than all calls may take
/// together. A reply cut at the token limit is asked for once more with twice the limit and never
/// read. How long a single try is waited for is learned from the replies ([Patience]); how many are
/// under way, and how many a minute, is the endpoint's ([Throttle]). The key stands in no message.
public final class OpenAiChat implements ChatModel {
  /// Where the model is and how it is asked.
  ///
  /// @param uri `…/v1/chat/completions` or its base `…/v1`
  /// @param name the model's name at the endpoint
  /// @param key sent as bearer token; null where the endpoint wants none
  /// @param revision of the model's weights, where the name alone does not tell; replies are kept
  ///   by it
  /// @param temperature null where the endpoint accepts none
  /// @param seed sent along; null where the endpoint accepts none
  /// @param timeoutSeconds for one call, from connecting to the last byte
  /// @param maxRetries further calls after a failed one
  /// @param concurrency calls under way at once
  /// @param requestsPerMinute null for as many as there are
  /// @param tokensPerMinute of prompts and replies together; null for as many as there are
  /// @param inputPrice of prompts; null where nobody said, and then no cost is known
  /// @param outputPrice of replies
  public record Http(
      @JsonProperty(required = true) URI uri,
      @JsonProperty(required = true) String name,
      @Nullable String key,
      @Nullable String revision,
      @Default("0.0") @Nullable Double temperature,
      @Nullable Integer seed,
      @Default("60") int timeoutSeconds,
      @Default("4") int maxRetries,
      @Default("8") int concurrency,
      @Nullable Integer requestsPerMinute,
      @Nullable Integer tokensPerMinute,
      @Nullable Price inputPrice,
      @Nullable Price outputPrice) {
    public Http {
      if (uri.getHost() == null || !Objects.toString(uri.getScheme()).matches("https?")) {
        throw new IllegalArgumentException("not an http address: " + Address.withoutQuery(uri));
      }
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "an address must not hold a user or password; use the key: "
                + Address.withoutQuery(uri));
      }
      if (name.isBlank()) {
        throw new IllegalArgumentException("a model needs a name");
      }
      if (timeoutSeconds < 1 || maxRetries < 0) {
        throw new IllegalArgumentException(
            "timeoutSeconds must be at least 1 and maxRetries at least 0, got %d and %d"
                .formatted(timeoutSeconds, maxRetries));
      }
      atLeastOne("concurrency", concurrency);
      atLeastOne("requestsPerMinute", requestsPerMinute);
      atLeastOne("tokensPerMinute", tokensPerMinute);
      if ((inputPrice == null) != (outputPrice == null)) {
        throw new IllegalArgumentException(
            "a price needs both inputPrice and outputPrice; 0 is a price");
      }
      if (inputPrice != null && outputPrice != null) {
        inputPrice.requireCurrencyOf(outputPrice);
      }
    }

    private static void atLeastOne(String key, @Nullable Integer value) {
      if (value != null && value < 1) {
        throw new IllegalArgumentException(key + " must be at least 1, got " + value);
      }
    }

    public Http(URI uri, String name, @Nullable String key) {
      this(uri, name, key, null, 0.0, null, 60, 4, 8, null, null, null, null);
    }

    /// The same endpoint, asked with another key.
    public Http withKey(@Nullable String key) {
      return new Http(
          uri,
          name,
          key,
          revision,
          temperature,
          seed,
          timeoutSeconds,
          maxRetries,
          concurrency,
          requestsPerMinute,
          tokensPerMinute,
          inputPrice,
          outputPrice);
    }

    URI completions() {
      String path = Objects.requireNonNullElse(uri.getRawPath(), "").replaceAll("/+$", "");
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return uri.resolve(
          (path.endsWith("/chat/completions") ? path : path + "/chat/completions") + query);
    }

    /// What a reply depends on: not how fast or how dearly it is had, and without the key. Of a
    /// query, which may hold one too, a digest.
    @Override
    public String toString() {
      return "%s%s at %s, temperature %s%s"
          .formatted(
              name,
              revision == null ? "" : " (" + revision + ")",
              Address.of(completions()),
              temperature,
              seed == null ? "" : ", seed " + seed);
    }
  }

  /// The longest single wait; an endpoint that asks for more is not waited for.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Http http;
  private final Duration firstWait;
  private final Throttle throttle;
  private final Patience patience;
  private final OpenAiChatModel model;

  public OpenAiChat(Http http) {
    this(http, Duration.ofMillis(500));
  }

  OpenAiChat(Http http, Duration firstWait) {
    this.http = http;
    this.firstWait = firstWait;
    this.throttle =
        Throttle.of(
            http.completions(),
            http.concurrency(),
            http.requestsPerMinute(),
            http.tokensPerMinute());
    var deadline = Duration.ofSeconds(http.timeoutSeconds());
    this.patience = new Patience(deadline);
    this.model =
        OpenAiChatModel.builder()
            .httpClientBuilder(new Transport(http.completions(), deadline))
            .baseUrl(http.uri().toString())
            // langchain4j wants one; the transport sends no header for it where there is no key.
            .apiKey(http.key() == null || http.key().isBlank() ? Transport.NO_KEY : http.key())
            .modelName(http.name())
            .temperature(http.temperature())
            .seed(http.seed())
            .maxRetries(0)
            .strictJsonSchema(true)
            .build();
  }

  @Override
  public String fingerprint() {
    return "openai:" + http;
  }

  @Override
  public Reply reply(Request request) {
    return switch (call(request, request.maxTokens(), 0)) {
      case Done done -> done.reply();
      case Cut first ->
          switch (call(request, 2 * request.maxTokens(), 1)) {
            case Cut again ->
                new Unanswered(
                    "truncated: the reply was cut at %d tokens".formatted(again.maxTokens()));
            case Done(Answered answered) -> first.with(answered);
            case Done done -> done.reply();
          };
    };
  }

  private sealed interface Call {}

  private record Done(Reply reply) implements Call {}

  /// A reply that was cut has been paid for all the same.
  private record Cut(int maxTokens, Answered paid) implements Call {
    Answered with(Answered whole) {
      return new Answered(
          whole.text(),
          sum(paid.inputTokens(), whole.inputTokens()),
          sum(paid.outputTokens(), whole.outputTokens()));
    }

    private static @Nullable Integer sum(@Nullable Integer a, @Nullable Integer b) {
      return a == null || b == null ? null : (Integer) (a + b);
    }
  }

  /// @param before tries that came before this call's first
  private Call call(Request request, int maxTokens, int before) {
    var chat =
        ChatRequest.builder()
            .messages(SystemMessage.from(request.system()), UserMessage.from(request.user()))
            .maxOutputTokens(maxTokens)
            .responseFormat(
                ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(
                        JsonSchema.builder()
                            .name("reply")
                            .rootElement(JsonRawSchema.from(request.schema()))
                            .build())
                    .build())
            .build();
    long start = System.nanoTime();
    for (int attempt = 0; ; attempt++) {
      try {
        return read(once(chat, request.tokens(), before + attempt), maxTokens);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new Done(new Unanswered("interrupted"));
      } catch (RuntimeException e) {
        var failure = Transport.Failure.of(e);
        if (failure == null) {
          return new Done(new Unanswered(shown("the endpoint sent no chat completion", e)));
        }
        var wait = wait(failure, attempt);
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        var longest = Duration.ofSeconds((long) http.timeoutSeconds() * (1 + http.maxRetries()));
        if (!failure.passing()
            || attempt == http.maxRetries()
            || wait.compareTo(LONGEST_WAIT) > 0
            || elapsed.plus(wait).compareTo(longest) > 0) {
          return new Done(new Unanswered(shown(failure, attempt + 1, wait)));
        }
        try {
          Thread.sleep(wait);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return new Done(new Unanswered("interrupted"));
        }
      }
    }
  }

  /// A call that is not tried again gains nothing from being given up early.
  private Duration patience(int attempt) {
    return http.maxRetries() == 0
        ? Duration.ofSeconds(http.timeoutSeconds())
        : patience.ofAttempt(attempt);
  }

  private ChatResponse once(ChatRequest chat, long expected, int attempt)
      throws InterruptedException {
    throttle.enter(expected, attempt);
    Integer used = null;
    try {
      long start = System.nanoTime();
      var response =
          ScopedValue.where(Transport.DEADLINE, patience(attempt)).call(() -> model.chat(chat));
      patience.answered(Duration.ofNanos(System.nanoTime() - start));
      used = response.tokenUsage() == null ? null : response.tokenUsage().totalTokenCount();
      return response;
    } finally {
      throttle.leave(expected, used);
    }
  }

  /// Most failures are of one call alone, so the first further try comes after no more than the
  /// time that a reply takes.
  private Duration wait(Transport.Failure failure, int attempt) {
    if (failure.retryAfter() != null) {
      return failure.retryAfter();
    }
    Duration wait = firstWait.multipliedBy(1L << Math.min(attempt, 6));
    Duration reply = patience.longest();
    return attempt == 0 && reply.compareTo(wait) < 0 ? reply : wait;
  }

  private static Call read(ChatResponse response, int maxTokens) {
    var usage = response.tokenUsage();
    String text = response.aiMessage().text();
    var answered =
        new Answered(
            text == null ? "" : text,
            usage == null ? null : usage.inputTokenCount(),
            usage == null ? null : usage.outputTokenCount());
    if (response.finishReason() == FinishReason.LENGTH) {
      return new Cut(maxTokens, answered);
    }
    if (response.finishReason() == FinishReason.CONTENT_FILTER) {
      return new Done(new Unanswered("the endpoint's content filter withheld the reply"));
    }
    return new Done(answered.text().isBlank() ? new Unanswered("the reply has no text") : answered);
  }

  private String shown(Transport.Failure failure, int calls, Duration wait) {
    String asked =
        failure.retryAfter() != null && wait.compareTo(LONGEST_WAIT) > 0
            ? "; it asks to wait %d s".formatted(wait.toSeconds())
            : "";
    return withoutKey(
        "%s: %s%s after %d call%s"
            .formatted(http, failure.getMessage(), asked, calls, calls == 1 ? "" : "s"));
  }

  private String shown(String what, RuntimeException e) {
    String detail = Objects.toString(e.getMessage(), e.getClass().getSimpleName());
    return withoutKey("%s: %s (%s)".formatted(http, what, detail.lines().findFirst().orElse("")));
  }

  private String withoutKey(String message) {
    return http.key() == null || http.key().isBlank()
        ? message
        : message.replace(http.key(), "***");
  }
}
