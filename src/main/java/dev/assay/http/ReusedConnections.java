package dev.assay.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/// Tells a connection that the server had closed when it was used again from one that broke within
/// a call. Servers close what lies idle whenever they like, so the first is nobody's failure:
/// another connection is tried, at once.
final class ReusedConnections implements Interceptor {
  /// What ends sooner after a request had ended before it: no model answers as fast.
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  /// The request met no server.
  static final class Closed extends IOException {
    private static final long serialVersionUID = 1L;

    Closed(IOException cause) {
      super(cause);
    }
  }

  private final Set<Connection> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public Response intercept(Chain chain) throws IOException {
    boolean isFirst = used.add(Objects.requireNonNull(chain.connection()));
    long start = System.nanoTime();
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      boolean atOnce = System.nanoTime() - start < AT_ONCE.toNanos();
      throw !isFirst && atOnce && isEnd(e) ? new Closed(e) : e;
    }
  }

  private static boolean isEnd(IOException e) {
    return e instanceof SocketException || e.getCause() instanceof EOFException;
  }
}
