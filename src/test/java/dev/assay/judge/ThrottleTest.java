package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
}
