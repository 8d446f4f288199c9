package dev.assay;

import java.util.EnumSet;
import java.util.Set;

/// A thread of a test that has come to wait for another one.
public final class Waiting {
  private static final Set<Thread.State> WAITING_OR_ENDED =
      EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED);

  private Waiting() {}

  /// Until the thread waits for its turn, or ends because it need not. One that waits for a reply
  /// from the network is not in this state.
  public static void await(Thread thread) {
    while (!WAITING_OR_ENDED.contains(thread.getState())) {
      Thread.onSpinWait();
    }
  }

  /// A new thread that runs the action and already waits in it.
  public static Thread in(Runnable action) {
    var thread = Thread.ofPlatform().start(action);
    await(thread);
    return thread;
  }
}
