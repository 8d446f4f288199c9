package dev.assay.judge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/// So many calls at once. Who waits longest is next, but a call's first try goes before any further
/// one: whatever is in trouble is known early, and its waits pass while others are served, in place
/// of adding up behind the last of them.
final class Permits {
  private final Deque<CountDownLatch> first = new ArrayDeque<>();
  private final Deque<CountDownLatch> further = new ArrayDeque<>();
  private int free;

  Permits(int free) {
    this.free = free;
  }

  /// @param attempt from 0, the first try
  void acquire(int attempt) throws InterruptedException {
    var waiting = attempt == 0 ? first : further;
    var turn = new CountDownLatch(1);
    synchronized (this) {
      if (free > 0) {
        free--;
        return;
      }
      waiting.add(turn);
    }
    try {
      turn.await();
    } catch (InterruptedException e) {
      synchronized (this) {
        if (!waiting.remove(turn)) {
          release();
        }
      }
      throw e;
    }
  }

  synchronized void release() {
    var next = first.isEmpty() ? further.poll() : first.poll();
    if (next == null) {
      free++;
    } else {
      next.countDown();
    }
  }
}
