package dev.assay.judge;

import static dev.assay.judge.ChatServer.says;
import static dev.assay.judge.ChatServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Sha256;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
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
          new OpenAiChat.Http(URI.create(server.base() + "/chat/completions"), "some-judge", null);

      assertThat(new OpenAiChat(http).reply(REQUEST)).isEqualTo(THREE);
      assertThat(server.authorizations).containsExactly("null");
    }
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
      var chat = new OpenAiChat(server.endpoint(1), Duration.ofHours(1));
      for (int i = 0; i < 20; i++) {
        assertThat(chat.reply(REQUEST)).isEqualTo(THREE);
      }

      assertThat(chat.reply(REQUEST)).isEqualTo(THREE);
      assertThat(server.requests).hasSize(22);
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
  void doesNotRepeatACallThatIsRefused() throws Exception {
    try (var server =
        new ChatServer(status(401, "{\"error\": \"wrong key " + ChatServer.KEY + "\"}"))) {
      assertThat(reason(server)).contains("status 401").contains("wrong key ***");
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void aReplyThatNeverComesOrNeverEndsMeetsTheDeadline() throws Exception {
    for (boolean ends : new boolean[] {true, false}) {
      var step = new ChatServer.Step[1];
      try (var server = new ChatServer(exchange -> step[0].play(exchange))) {
        step[0] = ends ? server.never() : server.neverEnds();
        var http = server.endpoint(0);

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
          .isEqualTo(new ChatModel.Unanswered("truncated: the reply was cut at 200 tokens"));
      assertThat(server.requests.get(1).at("/max_tokens").asInt()).isEqualTo(200);
    }
    try (var server = new ChatServer(says("{\"n\":", "length"), says("{\"n\":3}"))) {
      // The reply that was cut was paid for too.
      assertThat(server.chat().reply(REQUEST))
          .isEqualTo(new ChatModel.Answered("{\"n\":3}", 11 + 11, 7 + 7));
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
    var http = ChatServer.endpoint(gone, 0);

    assertThat(new OpenAiChat(http).reply(REQUEST))
        .isInstanceOfSatisfying(
            ChatModel.Unanswered.class,
            none -> assertThat(none.reason()).contains("no connection").contains("127.0.0.1"));
  }

  @Test
  void theKeyStandsInNoMessage() {
    var http =
        new OpenAiChat.Http(
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
            new OpenAiChat.Http(
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

  private static OpenAiChat.Http azure(String query) {
    return new OpenAiChat.Http(URI.create("https://judge.example/v1" + query), "gpt", null);
  }
}
