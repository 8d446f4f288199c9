package dev.assay.milvus;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The reasons the SDK only logs. For many server errors its exception says `Can't get the number
/// of an unknown enum value`, and the server's own words go to a logger; here they are caught, per
/// thread, instead of being printed.
final class RpcReasons extends Handler {
  private static final RpcReasons CAUGHT = new RpcReasons();

  /// Held here: the platform keeps loggers only weakly and forgets their settings.
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("io.milvus"), Logger.getLogger("io.milvus.v2.utils.RpcUtils"));

  static {
    LOGGERS.get(0).setUseParentHandlers(false);
    LOGGERS.get(0).setLevel(Level.SEVERE);
    LOGGERS.get(1).setUseParentHandlers(false);
    LOGGERS.get(1).setLevel(Level.WARNING);
    LOGGERS.get(1).addHandler(CAUGHT);
  }

  private final ThreadLocal<@Nullable String> last = new ThreadLocal<>();

  private RpcReasons() {}

  static void forget() {
    CAUGHT.last.remove();
  }

  /// What the server said on this thread since [#forget], or null.
  static @Nullable String last() {
    return CAUGHT.last.get();
  }

  @Override
  public void publish(LogRecord entry) {
    String message = entry.getMessage();
    int reason = message.indexOf("reason:");
    last.set(reason < 0 ? message : message.substring(reason + "reason:".length()).strip());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
