package dev.assay.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private final Permits permits = new Permits(1);
  private final List<String> served = Collections.synchronizedList(new ArrayList<>());

  /// A caller that has come to wait.
  private Thread waiting(String name, int attempt) {
    return Waiting.in(() -> {
      try {
        permits.acquire(attempt);
        served.add(name);
        permits.release();
      } catch (InterruptedException _) {
        served.add(name + " interrupted");
      }
    });
  }

  @Test
  void firstTriesGoBeforeFurtherOnesAndEachInTheOrderTheyCame() throws InterruptedException {
    permits.acquire(0);
    var callers =
        List.of(waiting("again", 1), waiting("first", 0), waiting("third", 2), waiting("next", 0));
    permits.release();
    for (var caller : callers) {
      caller.join();
    }

    assertThat(served).containsExactly("first", "next", "again", "third");
  }

  @Test
  void whoIsInterruptedTakesNoPermitAlong() throws InterruptedException {
    permits.acquire(0);
    var caller = waiting("caller", 0);
    caller.interrupt();
    caller.join();
    permits.release();
    permits.acquire(1);

    assertThat(served).containsExactly("caller interrupted");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> permits.acquire(0)).isInstanceOf(InterruptedException.class);
    permits.release();
    permits.acquire(0);
  }
}
