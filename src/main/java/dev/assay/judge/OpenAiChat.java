package dev.assay.judge;

import dev.assay.Json;
import dev.assay.http.FailureStreak;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Any OpenAI-compatible chat endpoint.
///
/// Tried again, with waits that double or as long as `Retry-After` asks: 408, 429, 5xx, a broken
/// connection and a call past its deadline. Never waited for longer than all calls may take
/// together, the wait for a turn apart. A reply cut at the token limit is asked for once more with
/// twice the limit and never read. An endpoint that takes no schema is asked without one from then
/// on ([ReplyForm]), one that fails call after call is given up; to find a request wrong is no such
/// failure. How long a single try is waited for is learned from the replies ([Patience]); how many
/// are under way, and how many a minute, is the endpoint's ([Throttle]). The key stands in no
/// message.
public final class OpenAiChat implements ChatModel {
  /// The longest single wait; an endpoint that asks for more is not waited for.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /// Of calls, each after its further tries.
  private static final int MOST_FAILURES = 20;

  /// What models that reason refuse.
  private static final Pattern THINKING =
      Pattern.compile("\\bmax_tokens\\b.*\\bmax_completion_tokens\\b|\\btemperature\\b");

  private final ChatSettings http;
  private final ChatSettings.Pace pace;
  private final Duration firstWait;
  private final Throttle throttle;
  private final Ticker ticker;
  private final Patience patience;
  private final Transport endpoint;
  private final FailureStreak streak = new FailureStreak(MOST_FAILURES);
  private final AtomicReference<ReplyForm> form = new AtomicReference<>(ReplyForm.SCHEMA);

  public OpenAiChat(ChatSettings http) {
    this(http, Duration.ofMillis(500));
  }

  OpenAiChat(ChatSettings http, Duration firstWait) {
    this(http, firstWait, Throttle.of(http.completions(), http.pace()), Ticker.SYSTEM);
  }

  OpenAiChat(ChatSettings http, Duration firstWait, Throttle throttle, Ticker ticker) {
    this.http = http;
    this.firstWait = firstWait;
    this.pace = http.pace();
    this.throttle = throttle;
    this.ticker = ticker;
    this.patience = new Patience(pace.timeout());
    this.endpoint = new Transport(http.completions(), http.key());
  }

  @Override
  public String fingerprint() {
    return "openai:" + http;
  }

  @Override
  public Reply reply(Request request) {
    int limit = http.sampling().limit(request.maxTokens());
    return switch (call(request, limit, request.tries())) {
      case Cut first ->
          switch (call(request, 2 * limit, request.tries() + 1)) {
            case Cut again -> first.with(again.unanswered());
            case Done(Answered answered) -> first.with(answered);
            case Done(Unanswered none) -> first.with(none);
          };
      case Done done -> done.reply();
    };
  }

  private sealed interface Call {}

  private record Done(Reply reply) implements Call {}

  /// A reply that was cut has been paid for all the same.
  ///
  /// @param limit in tokens
  /// @param thoughts of these; null where the endpoint does not say
  private record Cut(int limit, @Nullable Integer thoughts, Answered paid) implements Call {
    Unanswered unanswered() {
      return useless(
          "truncated: the reply was cut at %d tokens".formatted(limit)
              + (thoughts == null || thoughts == 0
                  ? ""
                  : ", %d of them reasoning; allow more: --reasoning-tokens, or reasoning: {tokens: N} in the file"
                      .formatted(thoughts)),
          paid);
    }

    /// Both calls are one request.
    Unanswered with(Unanswered none) {
      var both = Usage.of(paid).plus(none.usage());
      return new Unanswered(
          none.reason(), new Usage(1, both.inputTokens(), both.outputTokens()), none.everything());
    }

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

  /// @param limit of the reply, in tokens
  /// @param before tries that came before this call's first
  private Call call(Request request, int limit, int before) {
    long expected = request.promptTokens() + limit;
    long spent = 0; // in calls and between them, not in waiting for a turn
    int attempt = 0;
    boolean called = false;
    boolean mayCost = false;
    while (true) {
      String lost = streak.lost();
      if (lost != null) {
        return new Done(new Unanswered(lost, Usage.NONE, !mayCost, called));
      }
      ReplyForm asked = form.get();
      called = true;
      long start = ticker.nanos();
      try {
        String body = body(request, limit, asked);
        throttle.enter(expected, before + attempt);
        start = ticker.nanos();
        return read(once(body, expected, before, attempt), limit);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new Done(new Unanswered("interrupted"));
      } catch (IllegalArgumentException e) {
        return new Done(
            new Unanswered(
                "%s: the endpoint sent no chat completion (%s)".formatted(http, e.getMessage())));
      } catch (Transport.Failure failure) {
        spent += ticker.nanos() - start;
        mayCost |= failure.mayCost();
        ReplyForm other = asked.after(failure.refusal());
        if (other != asked) {
          form.compareAndSet(asked, other); // or another call was refused first
          continue;
        }
        var wait = wait(failure, attempt);
        var longest = pace.timeout().multipliedBy(1L + pace.maxRetries());
        if (!failure.passing()
            || attempt == pace.maxRetries()
            || wait.compareTo(LONGEST_WAIT) > 0
            || Duration.ofNanos(spent).plus(wait).compareTo(longest) > 0) {
          String reason = shown(failure, attempt + 1, wait);
          if (failure.refusal().isEmpty()) {
            streak.failed(reason);
          }
          return new Done(new Unanswered(reason, Usage.NONE, !mayCost));
        }
        try {
          ticker.sleep(wait);
          spent += wait.toNanos();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return new Done(new Unanswered("interrupted"));
        }
        attempt++;
      }
    }
  }

  private String body(Request request, int limit, ReplyForm asked) {
    var body = Json.MAPPER.createObjectNode().put("model", http.name());
    asked.write(request, body);
    var sampling = http.sampling();
    var reasoning = sampling.reasoning();
    if (reasoning == null) {
      if (sampling.temperature() != null) {
        body.put("temperature", sampling.temperature());
      }
      body.put("max_tokens", limit);
    } else {
      if (reasoning.effort() != null) {
        body.put("reasoning_effort", reasoning.effort());
      }
      body.put("max_completion_tokens", limit);
    }
    if (sampling.seed() != null) {
      body.put("seed", sampling.seed());
    }
    return Json.MAPPER.writeValueAsString(body);
  }

  /// A try that no other follows gains nothing from being given up early, and without it an
  /// endpoint that became slow would never be known to be.
  private Duration patience(int before, int attempt) {
    return attempt == pace.maxRetries() ? pace.timeout() : patience.ofAttempt(before + attempt);
  }

  /// One try of a call that has its turn.
  private Completion once(String body, long expected, int before, int attempt)
      throws Transport.Failure, InterruptedException {
    Integer used = null;
    try {
      long start = ticker.nanos();
      var completion = Completion.parse(endpoint.post(body, patience(before, attempt)));
      patience.answered(Duration.ofNanos(ticker.nanos() - start));
      streak.succeeded();
      used = completion.tokens();
      return completion;
    } finally {
      throttle.leave(expected, used);
    }
  }

  /// Most failures are of one call alone, so the first further try comes after no more than a
  /// quarter of the time that a reply takes.
  private Duration wait(Transport.Failure failure, int attempt) {
    if (failure.retryAfter() != null) {
      return failure.retryAfter();
    }
    Duration wait = firstWait.multipliedBy(1L << Math.min(attempt, 6));
    Duration reply = patience.longest().dividedBy(4);
    return attempt == 0 && reply.compareTo(wait) < 0 ? reply : wait;
  }

  private static Call read(Completion completion, int limit) {
    var answered =
        new Answered(completion.text(), completion.inputTokens(), completion.outputTokens());
    return switch (completion.finishReason()) {
      case "length" -> new Cut(limit, completion.thoughts(), answered);
      case "content_filter" ->
          new Done(useless("the endpoint's content filter withheld the reply", answered));
      default ->
          new Done(
              answered.text().isBlank() ? useless("the reply has no text", answered) : answered);
    };
  }

  /// What came back has been paid for all the same.
  private static Unanswered useless(String reason, Answered paid) {
    return new Unanswered(reason, Usage.of(paid), true);
  }

  private String shown(Transport.Failure failure, int calls, Duration wait) {
    String asked =
        failure.retryAfter() != null && wait.compareTo(LONGEST_WAIT) > 0
            ? "; it asks to wait %d s".formatted(wait.toSeconds())
            : "";
    String reasons =
        http.sampling().reasoning() == null && THINKING.matcher(failure.refusal()).find()
            ? "; a model that reasons? --reasoning-tokens N, or reasoning: {tokens: N} in the file"
            : "";
    return withoutKey(
        "%s: %s%s after %d call%s%s"
            .formatted(http, failure.getMessage(), asked, calls, calls == 1 ? "" : "s", reasons));
  }

  private String withoutKey(String message) {
    return http.key() == null || http.key().isBlank()
        ? message
        : message.replace(http.key(), "***");
  }
}
