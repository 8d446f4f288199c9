package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

  /// What may be used comes evenly, also to callers that all waited while others were slow.
  @Test
  void callersThatWaitedOutAStallDoNotStartAtOnce() throws Exception {
    var ticker = new FakeTicker();
    var throttle =
        new Throttle(new ChatSettings.Pace(60, 0, 1, 20, 2000), ticker); // a request in 3 s
    throttle.enter(10, 0);
    var starts = Collections.synchronizedList(new ArrayList<Duration>());
    var callers = new ArrayList<Thread>();
    for (int i = 0; i < 3; i++) {
      callers.add(
          Waiting.in(() -> {
            try {
              throttle.enter(10, 0);
              starts.add(ticker.time());
              throttle.leave(10, null);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }));
    }
    ticker.sleep(Duration.ofMinutes(1));
    throttle.leave(10, null);
    for (var caller : callers) {
      caller.join();
    }

    assertThat(starts)
        .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(63), Duration.ofSeconds(66));
  }

  @Test
  void whoIsInterruptedBeforeItsTurnGivesItsPermitBack() throws Exception {
    var throttle = new Throttle(new ChatSettings.Pace(60, 0, 1, 1, null), new FakeTicker());
    for (int i = 0; i < 2; i++) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> throttle.enter(1, 0)).isInstanceOf(InterruptedException.class);
    }
    var next =
        Waiting.in(() -> {
          try {
            throttle.enter(1, 0);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(next.getState()).isEqualTo(Thread.State.TERMINATED);
  }

  /// A reply that says it took two billion tokens would stop all others for two years.
  @Test
  void aCallHasUsedNoMoreThanTenTimesWhatWasExpected() throws Exception {
    var ticker = new FakeTicker();
    var throttle = new Throttle(new ChatSettings.Pace(60, 0, 1, null, 1000), ticker); // holds 50
    throttle.enter(50, 0);
    throttle.leave(50, 2_000_000_000);
    throttle.enter(50, 0);

    assertThat(ticker.time()).isEqualTo(Duration.ofSeconds(30)); // 50 - 50 - 450 - 50 = -500
  }

  private static Thread asking(LanguageModelJudge judge, String question) {
    return Thread.ofPlatform().start(() -> judge.claims(question, "One."));
  }
}
