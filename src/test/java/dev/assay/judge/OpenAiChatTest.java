package dev.assay.judge;

import static dev.assay.judge.ChatServer.says;
import static dev.assay.judge.ChatServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class OpenAiChatTest {
  private static final ChatModel.Request REQUEST =
      new ChatModel.Request(
          "assay:test@1",
          "You count.",
          "One, two.",
          "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false}",
          100);
  private static final ChatModel.Reply THREE = new ChatModel.Answered("{\"n\":3}", 11, 7);

  @Test
  void sendsTheSchemaAndReadsTheReply() throws Exception {
    try (var server = new ChatServer(says("{\"n\":3}"))) {
      assertThat(server.chat().reply(REQUEST)).isEqualTo(THREE);

      var sent = server.requests.getFirst();
      assertThat(sent.at("/model").asString()).isEqualTo("some-judge");
      assertThat(sent.at("/temperature").asDouble()).isZero();
      assertThat(sent.at("/max_tokens").asInt()).isEqualTo(100);
      assertThat(sent.at("/messages/0/role").asString()).isEqualTo("system");
      assertThat(sent.at("/messages/1/content").asString()).isEqualTo("One, two.");
      assertThat(sent.at("/response_format/type").asString()).isEqualTo("json_schema");
      assertThat(sent.at("/response_format/json_schema/strict").asBoolean()).isTrue();
      assertThat(sent.at("/response_format/json_schema/schema/properties/n/type").asString())
          .isEqualTo("integer");
      assertThat(server.authorizations).containsExactly("Bearer " + ChatServer.KEY);
    }
  }

  @Test
  void acceptsTheFullAddressAndNoKey() throws Exception {
    try (var server = new ChatServer(says("{\"n\":3}"))) {
      var http =
          new ChatSettings(URI.create(server.base() + "/chat/completions"), "some-judge", null);

      assertThat(new OpenAiChat(http).reply(REQUEST)).isEqualTo(THREE);
      assertThat(server.authorizations).containsExactly("null");
    }
  }

  @Test
  void theKeyGoesToTheHostThatWasGivenWhateverThePath() {
    assertThat(new ChatSettings(URI.create("https://judge.example//v1"), "m", null).completions())
        .isEqualTo(URI.create("https://judge.example//v1/chat/completions"));
    assertThat(new ChatSettings(URI.create("http://[::1]:8080"), "m", null).completions())
        .isEqualTo(URI.create("http://[::1]:8080/chat/completions"));
    assertThat(
            new ChatSettings(URI.create("https://judge.example/v%201/?a=%2F"), "m", null)
                .completions())
        .isEqualTo(URI.create("https://judge.example/v%201/chat/completions?a=%2F"));
  }

  @Test
  void triesAgainAfter429And500() throws Exception {
    try (var server =
        new ChatServer(
            status(429, "slow down", "Retry-After", "0"), status(500, ""), says("{\"n\":3}"))) {
      assertThat(server.chat().reply(REQUEST)).isEqualTo(THREE);
      assertThat(server.requests).hasSize(3);
    }
  }

  /// The pause between tries is an hour here, which no call is given.
  @Test
  void theFirstFurtherTryComesAfterTheTimeOfAReply() throws Exception {
    var script = new ChatServer.Step[22];
    Arrays.fill(script, says("{\"n\":3}"));
    script[20] = status(500, "");
    try (var server = new ChatServer(script)) {
      var chat = server.chat(Duration.ofHours(1));
      for (int i = 0; i < 20; i++) {
        assertThat(chat.reply(REQUEST)).isEqualTo(THREE);
      }

      assertThat(chat.reply(REQUEST)).isEqualTo(THREE);
      assertThat(server.requests).hasSize(22);
    }
  }

  /// Each try waits for two hours of tokens, and all calls together may take five minutes.
  @Test
  void waitingForATurnTakesNothingFromTheTimeOfACall() throws Exception {
    try (var server = new ChatServer(status(500, ""), says("{\"n\":3}"))) {
      var pace = new ChatSettings.Pace(60, 4, 8, null, 1);
      var http =
          new ChatSettings(
              server.base(),
              "m",
              null,
              null,
              ChatSettings.Sampling.USUAL,
              pace,
              ChatSettings.Prices.UNKNOWN);
      var ticker = new FakeTicker();
      var chat = new OpenAiChat(http, Duration.ofSeconds(1), new Throttle(pace, ticker), ticker);

      assertThat(chat.reply(REQUEST)).isEqualTo(THREE);
      assertThat(server.requests).hasSize(2);
      assertThat(ticker.time()).isGreaterThan(Duration.ofHours(2));
    }
  }

  @Test
  void noMoreTimeIsSpentOnFailuresThanAllCallsMayTake() throws Exception {
    try (var server = new ChatServer(status(429, "", "Retry-After", "59"))) {
      var http = ChatServer.endpoint(server.base(), 20, 4);
      var ticker = new FakeTicker();
      var chat =
          new OpenAiChat(http, Duration.ofSeconds(1), new Throttle(http.pace(), ticker), ticker);

      assertThat(chat.reply(REQUEST))
          .isInstanceOfSatisfying(
              ChatModel.Unanswered.class,
              none -> assertThat(none.reason()).endsWith("status 429 after 2 calls"));
      assertThat(ticker.time()).isEqualTo(Duration.ofSeconds(59)); // of 5 times 20 s
    }
  }

  @Test
  void theLastTryHasTheWholeDeadlineHoweverFastTheEndpointWas() throws Exception {
    var step = new ChatServer.Step[] {says("{\"n\":3}")};
    try (var server = new ChatServer(exchange -> step[0].play(exchange))) {
      var chat = new OpenAiChat(ChatServer.endpoint(server.base(), 2, 1), Duration.ZERO);
      for (int i = 0; i < 40; i++) {
        chat.reply(REQUEST);
      }
      step[0] = server.never();

      assertThat(chat.reply(REQUEST))
          .isInstanceOfSatisfying(
              ChatModel.Unanswered.class,
              none -> assertThat(none.reason()).endsWith("no reply within 2 s after 2 calls"));
    }
  }

  @Test
  void givesUpAfterTheLastRetry() throws Exception {
    try (var server = new ChatServer(status(500, "out of memory"))) {
      assertThat(reason(server)).contains("status 500 (out of memory) after 3 calls");
      assertThat(server.requests).hasSize(3);
    }
  }

  @Test
  void doesNotWaitAnHourBecauseItIsAsked() throws Exception {
    try (var server = new ChatServer(status(429, "", "Retry-After", "3600"))) {
      assertThat(reason(server)).contains("it asks to wait 3600 s after 1 call");
    }
  }

  @Test
  void waitsUntilADateThatIsPastForNoTime() throws Exception {
    try (var server =
        new ChatServer(
            status(429, "", "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"), says("{\"n\":3}"))) {
      assertThat(server.chat(Duration.ofHours(1)).reply(REQUEST)).isEqualTo(THREE);
    }
  }

  @Test
  void doesNotRepeatACallThatIsRefused() throws Exception {
    try (var server =
        new ChatServer(status(401, "{\"error\": \"wrong key " + ChatServer.KEY + "\"}"))) {
      assertThat(reason(server)).contains("status 401").contains("wrong key ***");
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void whatWasRefusedOrNeverArrivedIsNotPaidFor() throws Exception {
    try (var refused = new ChatServer(status(429, "slow down", "Retry-After", "0"));
        var broken = new ChatServer(status(500, ""))) {
      assertThat(refused.chat(Duration.ZERO).reply(REQUEST))
          .isInstanceOfSatisfying(
              ChatModel.Unanswered.class, none -> assertThat(none.everything()).isTrue());
      assertThat(broken.chat(Duration.ZERO).reply(REQUEST))
          .isInstanceOfSatisfying(
              ChatModel.Unanswered.class, none -> assertThat(none.everything()).isFalse());
    }
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var nobody =
        new OpenAiChat(ChatServer.endpoint(URI.create("http://127.0.0.1:" + port + "/v1"), 5, 0));
    assertThat(nobody.reply(REQUEST))
        .isInstanceOfSatisfying(
            ChatModel.Unanswered.class,
            none -> {
              assertThat(none.everything()).isTrue();
              assertThat(none.reason()).contains("Connection refused");
            });
  }

  @Test
  void anEndpointThatFailsCallAfterCallIsGivenUp() throws Exception {
    try (var server = new ChatServer(status(401, "no such key"))) {
      var chat = server.chat(Duration.ZERO);
      for (int i = 0; i < 20; i++) {
        chat.reply(REQUEST);
      }

      assertThat(chat.reply(REQUEST))
          .isInstanceOfSatisfying(
              ChatModel.Unanswered.class,
              none ->
                  assertThat(none.reason())
                      .startsWith(
                          "not asked after 20 failures in a row, run again to ask; the last: "
                              + "some-judge at ")
                      .endsWith("status 401 (no such key) after 1 call"));
      assertThat(server.requests).hasSize(20);
    }
  }

  @Test
  void anEndpointThatAnswersInBetweenOrFindsRequestsWrongIsNotGivenUp() throws Exception {
    var script = new ChatServer.Step[40];
    Arrays.fill(script, status(401, "not now"));
    script[19] = says("{\"n\":3}");
    script[39] = says("{\"n\":3}");
    for (var server : List.of(new ChatServer(script), new ChatServer(status(400, "too long")))) {
      try (server) {
        var chat = server.chat(Duration.ZERO);
        for (int i = 0; i < 40; i++) {
          chat.reply(REQUEST);
        }
        assertThat(server.requests).hasSize(40);
      }
    }
  }

  @Test
  void aReplyThatNeverComesOrNeverEndsMeetsTheDeadline() throws Exception {
    for (boolean ends : new boolean[] {true, false}) {
      var step = new ChatServer.Step[1];
      try (var server = new ChatServer(exchange -> step[0].play(exchange))) {
        step[0] = ends ? server.never() : server.neverEnds();
        var http = ChatServer.endpoint(server.base(), 1, 0);

        assertThat(new OpenAiChat(http).reply(REQUEST))
            .isInstanceOfSatisfying(
                ChatModel.Unanswered.class,
                none -> assertThat(none.reason()).contains("no reply within 1 s after 1 call"));
      }
    }
  }

  @Test
  void aTruncatedReplyIsAskedForOnceMoreAndNeverRead() throws Exception {
    try (var server = new ChatServer(says("{\"n\":3}", "length"))) {
      assertThat(server.chat().reply(REQUEST))
          .isEqualTo(
              new ChatModel.Unanswered(
                  "truncated: the reply was cut at 200 tokens",
                  new Usage(1, 11L + 11, 7L + 7),
                  true));
      assertThat(server.requests.get(1).at("/max_tokens").asInt()).isEqualTo(200);
    }
    try (var server = new ChatServer(says("{\"n\":", "length"), says("{\"n\":3}"))) {
      // The reply that was cut was paid for too.
      assertThat(server.chat().reply(REQUEST))
          .isEqualTo(new ChatModel.Answered("{\"n\":3}", 11 + 11, 7 + 7));
    }
  }

  @Test
  void whatCameBackAndIsOfNoUseWasPaidForToo() throws Exception {
    try (var server = new ChatServer(says("{\"n\":3}", "content_filter"))) {
      assertThat(server.chat().reply(REQUEST))
          .isEqualTo(
              new ChatModel.Unanswered(
                  "the endpoint's content filter withheld the reply", new Usage(1, 11L, 7L), true));
    }
    try (var server = new ChatServer(says(" "))) {
      assertThat(server.chat().reply(REQUEST))
          .isEqualTo(
              new ChatModel.Unanswered("the reply has no text", new Usage(1, 11L, 7L), true));
    }
    try (var server = new ChatServer(says("{", "length"), status(500, "no"))) {
      assertThat(server.chat().reply(REQUEST))
          .isInstanceOfSatisfying(
              ChatModel.Unanswered.class,
              none -> {
                assertThat(none.usage()).isEqualTo(new Usage(1, 11L, 7L));
                assertThat(none.everything()).as("nobody knows what a failed call costs").isFalse();
              });
    }
    String unsaid =
        "{\"choices\": [{\"finish_reason\": \"content_filter\", \"message\": {\"content\": \"\"}}]}";
    try (var server = new ChatServer(status(200, unsaid))) {
      assertThat(server.chat().reply(REQUEST))
          .isEqualTo(
              new ChatModel.Unanswered(
                  "the endpoint's content filter withheld the reply",
                  new Usage(1, null, null),
                  true));
    }
  }

  @Test
  void aTallyCountsWhatCameBackAndIsOfNoUseAndNothingOfACallThatBroughtNothing() throws Exception {
    try (var server =
        new ChatServer(
            says("{\"n\":3}", "length"),
            says("{\"n\":3}", "length"),
            status(401, "no"),
            says("{\"n\":3}"))) {
      var tally = new Tally(server.chat());
      tally.reply(REQUEST);
      tally.reply(REQUEST);
      tally.reply(REQUEST);

      assertThat(tally.usage())
          .containsExactly(Map.entry("assay:test@1", new Usage(2, 3 * 11L, 3 * 7L)));
    }
  }

  /// As OpenAI's own models say it.
  @Test
  void whatAModelThatReasonsRefusesSaysHowToAskIt() throws Exception {
    for (var message :
        new String[] {
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
              + "'max_completion_tokens' instead.",
          "Unsupported value: 'temperature' does not support 0.0 with this model. Only the default "
              + "(1) value is supported."
        }) {
      try (var server =
          new ChatServer(status(400, "{\"error\": {\"message\": \"%s\"}}".formatted(message)))) {
        assertThat(reason(server))
            .contains(message)
            .endsWith(
                "after 1 call; a model that reasons? --reasoning-tokens N, or reasoning: {tokens: N} in the file");
        assertThat(server.requests).hasSize(1);
      }
    }
    try (var server = new ChatServer(status(400, "The prompt has 9000 tokens, the model 8192."))) {
      assertThat(reason(server)).endsWith("after 1 call");
    }
  }

  @Test
  void aModelThatReasonsGetsOneLimitForThoughtsAndReplyAndNoTemperature() throws Exception {
    try (var server = new ChatServer(says("{\"n\":3}"))) {
      var http = reasoning(server, new ChatSettings.Reasoning(4000, "low"));

      assertThat(new OpenAiChat(http).reply(REQUEST)).isEqualTo(THREE);

      var sent = server.requests.getFirst();
      assertThat(sent.at("/max_completion_tokens").asInt()).isEqualTo(100 + 4000);
      assertThat(sent.at("/reasoning_effort").asString()).isEqualTo("low");
      assertThat(sent.has("max_tokens")).isFalse();
      assertThat(sent.has("temperature")).isFalse();
      assertThat(new OpenAiChat(http).fingerprint())
          .endsWith("/v1/chat/completions, reasoning low")
          .as("a higher limit keeps the replies that were whole")
          .isEqualTo(
              new OpenAiChat(reasoning(server, new ChatSettings.Reasoning(8000, "low")))
                  .fingerprint());
    }
  }

  @Test
  void aReplyCutByThoughtsSaysSo() throws Exception {
    var cut =
        """
        {"id": "c", "object": "chat.completion", "model": "m",
         "choices": [{"index": 0, "finish_reason": "length",
                      "message": {"role": "assistant", "content": ""}}],
         "usage": {"prompt_tokens": 11, "completion_tokens": 220, "total_tokens": 231,
                   "completion_tokens_details": {"reasoning_tokens": 220}}}
        """;
    try (var server = new ChatServer(status(200, cut))) {
      var http = reasoning(server, new ChatSettings.Reasoning(10, null));

      assertThat(new OpenAiChat(http).reply(REQUEST))
          .isEqualTo(
              new ChatModel.Unanswered(
                  "truncated: the reply was cut at 220 tokens, 220 of them reasoning; allow more: "
                      + "--reasoning-tokens, or reasoning: {tokens: N} in the file",
                  new Usage(1, 11L + 11, 220L + 220),
                  true));
    }
  }

  @Test
  void anEndpointThatTakesNoSchemaIsAskedWithoutOneFromThenOn() throws Exception {
    try (var server =
        new ChatServer(
            status(
                400,
                "{\"error\": {\"message\": \"This response_format type is unavailable now\"}}"),
            says("{\"n\":3}"),
            status(422, "'response_format.type' must be 'text'"),
            says("{\"n\":3}"))) {
      var chat = server.chat(Duration.ZERO);

      assertThat(chat.reply(REQUEST)).as("with no further try").isEqualTo(THREE);
      assertThat(chat.reply(REQUEST)).isEqualTo(THREE);
      assertThat(chat.reply(REQUEST)).isEqualTo(THREE);

      assertThat(server.requests)
          .extracting(sent -> sent.at("/response_format/type").asString("none"))
          .containsExactly("json_schema", "json_object", "json_object", "none", "none");
      assertThat(server.user(0)).isEqualTo("One, two.");
      assertThat(server.user(1))
          .isEqualTo("One, two.\n\nThe JSON schema of the reply:\n" + REQUEST.schema());
      assertThat(server.user(4)).isEqualTo(server.user(1));
    }
  }

  /// All of them are refused before one of them has learned from it.
  @Test
  void manyCallsThatAreRefusedAtOnceLearnItOnce() throws Exception {
    int calls = 4;
    var asked = new CountDownLatch(calls);
    var script = new ChatServer.Step[calls + 1];
    Arrays.fill(
        script,
        (ChatServer.Step)
            exchange -> {
              asked.countDown();
              try {
                asked.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              status(400, "no json_schema here").play(exchange);
            });
    script[calls] = says("{\"n\":3}");
    try (var server = new ChatServer(script);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var chat = server.chat(Duration.ZERO);

      for (var reply : callers.invokeAll(Collections.nCopies(calls, () -> chat.reply(REQUEST)))) {
        assertThat(reply.get()).isEqualTo(THREE);
      }
      assertThat(server.requests)
          .extracting(sent -> sent.at("/response_format/type").asString("none"))
          .containsOnly("json_schema", "json_object")
          .hasSize(2 * calls);
    }
  }

  @Test
  void aPageThatIsNoChatCompletionIsNoAnswer() throws Exception {
    for (var body : new String[] {"<html>", "{}", "{\"choices\":[]}", ""}) {
      try (var server = new ChatServer(status(200, body))) {
        assertThat(reason(server)).contains("no chat completion");
      }
    }
  }

  @Test
  void nobodyAtTheAddressIsNoAnswer() throws Exception {
    URI gone;
    try (var server = new ChatServer(says(""))) {
      gone = server.base();
    }
    var http = ChatServer.endpoint(gone, ChatServer.PATIENT, 0);

    assertThat(new OpenAiChat(http).reply(REQUEST))
        .isInstanceOfSatisfying(
            ChatModel.Unanswered.class,
            none ->
                assertThat(none.reason())
                    .contains("127.0.0.1", "no connection (Connection refused)"));
  }

  @Test
  void theKeyStandsInNoMessage() {
    var http =
        new ChatSettings(
            URI.create("https://judge.example/v1?key=" + ChatServer.KEY),
            "some-judge",
            ChatServer.KEY);

    assertThat(http.toString()).doesNotContain(ChatServer.KEY);
    assertThat(new OpenAiChat(http).fingerprint())
        .isEqualTo(
            "openai:some-judge at https://judge.example/v1/chat/completions?%s, temperature 0.0"
                .formatted(Sha256.of("key=" + ChatServer.KEY).substring(0, 12)));
    assertThat(new OpenAiChat(azure("?api-version=a")).fingerprint())
        .isNotEqualTo(new OpenAiChat(azure("?api-version=b")).fingerprint());
    assertThat(new OpenAiChat(azure("")).fingerprint())
        .as("as replies were kept before")
        .isEqualTo("openai:gpt at https://judge.example/v1/chat/completions, temperature 0.0");
    assertThat(http.completions())
        .isEqualTo(URI.create("https://judge.example/v1/chat/completions?key=" + ChatServer.KEY));
    assertThatThrownBy(() ->
            new ChatSettings(
                URI.create("https://me:" + ChatServer.KEY + "@judge.example/v1"), "m", null))
        .hasMessageContaining("must not hold a user or password")
        .hasMessageNotContaining(ChatServer.KEY);
  }

  private static String reason(ChatServer server) {
    var reply = server.chat().reply(REQUEST);
    assertThat(reply).isInstanceOf(ChatModel.Unanswered.class);
    String reason = ((ChatModel.Unanswered) reply).reason();
    assertThat(reason).doesNotContain(ChatServer.KEY);
    return reason;
  }

  private static ChatSettings reasoning(ChatServer server, ChatSettings.Reasoning reasoning) {
    return new ChatSettings(
        server.base(),
        "gpt",
        null,
        null,
        new ChatSettings.Sampling(0.0, null, reasoning),
        new ChatSettings.Pace(60, 0, 8, null, null),
        ChatSettings.Prices.UNKNOWN);
  }

  private static ChatSettings azure(String query) {
    return new ChatSettings(URI.create("https://judge.example/v1" + query), "gpt", null);
  }
}
