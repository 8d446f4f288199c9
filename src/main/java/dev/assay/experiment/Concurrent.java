package dev.assay.experiment;

import dev.assay.AssayException;
import dev.assay.BudgetReached;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Works on many items at once, each on a virtual thread of its own.
public final class Concurrent {
  private Concurrent() {}

  /// Waits for all that were begun, also where one fails; after that none is begun, but where a
  /// budget was reached, which other items may not need.
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
    var failed = new AtomicBoolean();
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var submitted = new ArrayList<Future<R>>();
      for (T item : items) {
        Callable<R> prepared = task.apply(item);
        permits.acquire();
        if (failed.get()) {
          break;
        }
        submitted.add(
            workers.submit(() -> {
              try {
                return prepared.call();
              } catch (BudgetReached e) {
                throw e;
              } catch (Exception e) {
                failed.set(true);
                throw e;
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
