package dev.assay.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/// Refuses a connection that was kept open and that the server has closed meanwhile, before
/// anything is sent on it: so another one may be tried without asking twice.
final class StaleCheck implements Interceptor {
  /// Nothing was sent.
  static final class Stale extends IOException {
    private static final long serialVersionUID = 1L;

    Stale() {
      super("the server has closed the connection");
    }
  }

  private final Set<Connection> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public Response intercept(Chain chain) throws IOException {
    var connection = Objects.requireNonNull(chain.connection());
    if (!used.add(connection) && isOver(connection.socket())) {
      throw new Stale();
    }
    return chain.proceed(chain.request());
  }

  /// Whether it has ended, or says something that nobody asked for. The shortest wait there is
  /// shows what has arrived already.
  private static boolean isOver(Socket socket) {
    try {
      int before = socket.getSoTimeout();
      socket.setSoTimeout(1);
      try {
        int _ = socket.getInputStream().read();
        return true;
      } catch (SocketTimeoutException _) {
        return false;
      } finally {
        socket.setSoTimeout(before);
      }
    } catch (IOException _) {
      return true;
    }
  }
}
