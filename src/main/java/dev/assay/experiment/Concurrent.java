package dev.assay.experiment;

import dev.assay.AssayException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Works on many items at once, each on a virtual thread of its own.
public final class Concurrent {
  private Concurrent() {}

  /// Waits for all of them, also where one fails.
  ///
  /// @param atOnce how many are under way, from 1
  /// @param activity what goes on, for the message of an interruption: `judging`
  /// @param meter counts the items that are done
  /// @param task prepares an item on this thread and is then called on another
  /// @return in the order of the items
  /// @throws RuntimeException what the first item in their order that failed threw
  public static <T, R> List<R> each(
      List<T> items, int atOnce, String activity, Meter meter, Function<T, Callable<R>> task) {
    var permits = new Semaphore(atOnce);
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var submitted = new ArrayList<Future<R>>();
      for (T item : items) {
        Callable<R> prepared = task.apply(item);
        permits.acquire();
        submitted.add(
            workers.submit(() -> {
              try {
                return prepared.call();
              } finally {
                permits.release();
                meter.add(1);
              }
            }));
      }
      var results = new ArrayList<R>();
      for (var result : submitted) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("interrupted while %s; run again to go on".formatted(activity), e);
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  /// What a task threw, as a caller of it would see it.
  static RuntimeException cause(ExecutionException e) {
    return e.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(e.getCause());
  }
}
