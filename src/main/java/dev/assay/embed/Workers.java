package dev.assay.embed;

import dev.assay.AssayException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/// A fixed number of threads that work through a list, while the caller takes what is ready.
final class Workers implements AutoCloseable {
  private final ExecutorService threads;

  Workers(int count, ThreadFactory factory) {
    threads = Executors.newFixedThreadPool(count, factory);
  }

  /// Runs the work in the order given; hands over results on the calling thread, in the order they
  /// are ready. The first failure, of the work or of `onReady`, ends the rest.
  <T> void each(List<Callable<T>> work, Consumer<T> onReady) {
    var ready = new ExecutorCompletionService<T>(threads);
    var submitted = new ArrayList<Future<T>>(work.size());
    try {
      for (var task : work) {
        submitted.add(ready.submit(task));
      }
      for (int taken = 0; taken < work.size(); taken++) {
        onReady.accept(ready.take().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("embedding was interrupted; vectors stored before are kept", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AssayException known
          ? known
          : new AssayException("embedding failed: " + e.getCause(), e.getCause());
    } finally {
      submitted.forEach(task -> task.cancel(true));
    }
  }

  /// Waits for the work in hand.
  @Override
  public void close() {
    threads.close();
  }
}
