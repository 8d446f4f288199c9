package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final ChatModel.Request REQUEST =
      new ChatModel.Request("assay:test@1", "Count.", "One, two.", "{\"type\":\"object\"}", 10);

  @Test
  void asManyCallsAreUnderWayAsTheEndpointTakesAndNotOneMore() throws Exception {
    var underWay = new AtomicInteger();
    var most = new AtomicInteger();
    var eight = new CyclicBarrier(8); // opens only if eight calls are there at once
    var answer = ChatServer.says("{}");
    try (var server =
            new ChatServer(exchange -> {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
              try {
                eight.await(5, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              underWay.decrementAndGet();
              answer.play(exchange);
            });
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      // Two judges of one endpoint share its limits.
      var models = new OpenAiChat[] {new OpenAiChat(server.endpoint()), server.chat()};
      var calls = new ArrayList<Future<ChatModel.Reply>>();
      for (int i = 0; i < 24; i++) {
        var model = models[i % 2];
        calls.add(callers.submit(() -> model.reply(REQUEST)));
      }
      for (var call : calls) {
        assertThat(call.get()).isEqualTo(new ChatModel.Answered("{}", 11, 7));
      }
      assertThat(most.get()).isEqualTo(8);
    }
  }

  @Test
  void aRepairIsAskedForAfterWhatWasNotAskedYet() throws Exception {
    var arrived = new Semaphore(0);
    var go = new Semaphore(0);
    var claims = ChatServer.says("{\"claims\": []}");
    try (var server =
        new ChatServer(
            exchange -> {
              arrived.release();
              go.acquireUninterruptibly();
              ChatServer.says("I see no claims.").play(exchange);
            },
            exchange -> {
              arrived.release();
              go.acquireUninterruptibly();
              claims.play(exchange);
            },
            claims)) {
      var oneAtATime =
          new ChatSettings(
              server.base(),
              "m",
              null,
              null,
              ChatSettings.Sampling.USUAL,
              new ChatSettings.Pace(60, 0, 1, null, null),
              ChatSettings.Prices.UNKNOWN);
      var judge = new LanguageModelJudge(new OpenAiChat(oneAtATime), "m");

      var first = asking(judge, "first?");
      arrived.acquire();
      var second = asking(judge, "second?");
      Waiting.await(second);
      go.release();
      arrived.acquire();
      Waiting.await(first); // with its repair
      var third = asking(judge, "third?");
      Waiting.await(third);
      go.release();
      for (var thread : List.of(first, second, third)) {
        thread.join();
      }

      assertThat(server.requests).hasSize(4);
      assertThat(server.user(0)).contains("first?").doesNotContain("could not be used");
      assertThat(server.user(1)).contains("second?");
      assertThat(server.user(2)).contains("third?");
      assertThat(server.user(3)).contains("first?", "could not be used");
    }
  }

  private static Thread asking(LanguageModelJudge judge, String question) {
    return Thread.ofPlatform().start(() -> judge.claims(question, "One."));
  }
}
