package dev.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.AssayException;
import dev.assay.BudgetReached;
import dev.assay.Price;
import dev.assay.Waiting;
import dev.assay.judge.ChatModel;
import dev.assay.judge.ChatSettings;
import dev.assay.judge.OpenAiChat;
import dev.assay.judge.local.LocalChat;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedChatTest {
  private static final ChatModel.Request REQUEST =
      new ChatModel.Request(
          "assay:test@1",
          "You judge.",
          "Is it so?",
          "{\"type\":\"object\",\"properties\":{\"answerable\":{\"type\":\"boolean\"}}}",
          100);

  @TempDir private Path folder;

  private static ChatSettings endpoint(
      FakeEndpoints endpoints,
      String model,
      @Nullable String revision,
      double temperature,
      int seed) {
    return new ChatSettings(
        URI.create(endpoints.base()),
        model,
        null,
        revision,
        new ChatSettings.Sampling(temperature, seed, null),
        new ChatSettings.Pace(60, 0, 1, null, null),
        ChatSettings.Prices.UNKNOWN);
  }

  private static void ask(ChatSettings http, Ledger ledger, ChatModel.Request request) {
    var chat = new CachedChat(new OpenAiChat(http), http, new Budget.Spending(Budget.NONE), ledger);
    assertThat(chat.reply(request)).isInstanceOf(ChatModel.Answered.class);
  }

  @Test
  void aReplyIsKnownAgainOnlyWhereNothingItDependsOnChanged() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var ledger = Ledger.open(folder)) {
      var first = endpoint(endpoints, "judge-a", null, 0, 1);
      ask(first, ledger, REQUEST);
      ask(first, ledger, REQUEST);
      ask(first.withKey("another-key"), ledger, REQUEST);
      assertThat(endpoints.requests()).isEqualTo(1);

      ask(endpoint(endpoints, "judge-b", null, 0, 1), ledger, REQUEST);
      ask(endpoint(endpoints, "judge-a", "2026-11", 0, 1), ledger, REQUEST);
      ask(endpoint(endpoints, "judge-a", null, .7, 1), ledger, REQUEST);
      ask(endpoint(endpoints, "judge-a", null, 0, 2), ledger, REQUEST);
      assertThat(endpoints.requests()).isEqualTo(1 + 4);

      ask(
          first,
          ledger,
          new ChatModel.Request(
              REQUEST.task(), "You judge strictly.", REQUEST.user(), REQUEST.schema(), 100));
      ask(
          first,
          ledger,
          new ChatModel.Request(
              REQUEST.task(), REQUEST.system(), REQUEST.user(), REQUEST.schema(), 200));
      ask(
          first,
          ledger,
          new ChatModel.Request(
              "assay:test@2", REQUEST.system(), REQUEST.user(), REQUEST.schema(), 100));
      assertThat(endpoints.requests()).isEqualTo(5 + 3);
    }
  }

  @Test
  void equalRequestsAtOnceArePaidForOnce() throws IOException, InterruptedException {
    try (var endpoints = new FakeEndpoints();
        var ledger = Ledger.open(folder)) {
      var arrived = new CountDownLatch(1);
      var go = new Semaphore(0);
      endpoints.onRequest(_ -> {
        if (endpoints.requests() == 1) {
          arrived.countDown();
          go.acquireUninterruptibly();
        }
      });
      var http = endpoint(endpoints, "judge-a", null, 0, 1);
      var spending = new Budget.Spending(Budget.NONE);
      var chat = new CachedChat(new OpenAiChat(http), http, spending, ledger);
      var replies = new ConcurrentLinkedQueue<ChatModel.Reply>();

      var first = Thread.ofPlatform().start(() -> replies.add(chat.reply(REQUEST)));
      arrived.await();
      var second = Waiting.in(() -> replies.add(chat.reply(REQUEST)));
      go.release();
      first.join();
      second.join();

      assertThat(endpoints.requests()).isEqualTo(1);
      assertThat(spending.calls()).isEqualTo(1);
      assertThat(replies).hasSize(2).hasOnlyElementsOfType(ChatModel.Answered.class);
    }
  }

  @Test
  void aCallThatFailedIsMadeAgain() throws IOException {
    try (var ledger = Ledger.open(folder)) {
      ChatSettings gone;
      try (var endpoints = new FakeEndpoints()) {
        gone = endpoint(endpoints, "judge-a", null, 0, 1);
      }
      var spending = new Budget.Spending(Budget.NONE);
      var chat = new CachedChat(new OpenAiChat(gone), gone, spending, ledger);

      assertThat(chat.reply(REQUEST)).isInstanceOf(ChatModel.Unanswered.class);
      assertThat(chat.reply(REQUEST)).isInstanceOf(ChatModel.Unanswered.class);
      assertThat(spending.calls()).isEqualTo(2);
    }
  }

  /// A prompt of 28 tokens and a reply of 100, then a prompt of 28 and a reply of 200.
  private static final BigDecimal MOST = new BigDecimal("0.000356");

  @Test
  void aCallStartsOnlyWhereItsReplyFitsTheBudgetAlsoIfItIsCutAndAskedForAgain() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var ledger = Ledger.open(folder)) {
      var http = priced(endpoints);
      var chat = new CachedChat(new OpenAiChat(http), http, spending("0.000355"), ledger);

      assertThatThrownBy(() -> chat.reply(REQUEST))
          .isInstanceOf(BudgetReached.class)
          .hasMessageContaining("the next call may cost " + MOST.toPlainString());
      assertThat(endpoints.requests()).isZero();

      var enough = new CachedChat(new OpenAiChat(http), http, spending("0.000356"), ledger);
      assertThat(enough.reply(REQUEST)).isInstanceOf(ChatModel.Answered.class);
    }
  }

  @Test
  void aReplyThatWasCutTakesOfTheBudgetWhatItCostAndNoMore() throws IOException {
    try (var endpoints = new FakeEndpoints();
        var ledger = Ledger.open(folder)) {
      endpoints.finishes("length");
      var http = priced(endpoints);
      // Two calls of 10 and 5 tokens a reply, then the most that one may cost.
      var spending = spending("0.000416");
      var chat = new CachedChat(new OpenAiChat(http), http, spending, ledger);

      for (int call = 0; call < 3; call++) {
        assertThat(chat.reply(REQUEST)).isInstanceOf(ChatModel.Unanswered.class);
      }
      assertThat(endpoints.requests()).isEqualTo(3 * 2);
      assertThatThrownBy(() -> chat.reply(REQUEST))
          .hasMessageContaining("0.00009 of 0.000416 USD are spent");
    }
  }

  /// Else the next call would wait for it for ever.
  @Test
  void aCallThatEndedInAnExceptionIsOver() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.gguf"), "GGUF and nothing else");
    var spending = new Budget.Spending(new Budget(1, null));
    try (var ledger = Ledger.open(folder);
        var model = new LocalChat(broken, "hash")) {
      var chat = new CachedChat(model, null, spending, ledger);

      assertThatThrownBy(() -> chat.reply(REQUEST)).isInstanceOf(AssayException.class);
      assertThatThrownBy(() -> chat.reply(REQUEST)).isInstanceOf(BudgetReached.class);
    }
  }

  private static Budget.Spending spending(String most) {
    return new Budget.Spending(new Budget(null, Double.parseDouble(most)));
  }

  private static ChatSettings priced(FakeEndpoints endpoints) {
    var plain = endpoint(endpoints, "judge-a", null, 0, 1);
    var price = Price.parse("1 USD/Mtoken");
    return new ChatSettings(
        plain.uri(),
        plain.name(),
        null,
        null,
        plain.sampling(),
        plain.pace(),
        new ChatSettings.Prices(price, price));
  }

  @Test
  void callsThatAreNotMadeToAnEndpointThatWasGivenUpDoNotCount() throws IOException {
    try (var ledger = Ledger.open(folder)) {
      ChatSettings gone;
      try (var endpoints = new FakeEndpoints()) {
        gone = endpoint(endpoints, "judge-a", null, 0, 1);
      }
      var spending = new Budget.Spending(new Budget(25, null));
      var chat = new CachedChat(new OpenAiChat(gone), gone, spending, ledger);

      for (int call = 0; call < 40; call++) {
        assertThat(chat.reply(REQUEST)).isInstanceOf(ChatModel.Unanswered.class);
      }
      assertThat(spending.calls()).as("then it is given up").isEqualTo(20);
    }
  }
}
