package dev.assay.milvus;

import dev.assay.AssayException;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One call to Milvus: retried where that is harmless, and explained where it fails.
///
/// @param where the server, in words
/// @param nextStep what to do when it does not answer
/// @param down why no call can succeed any more (the embedded engine has ended), or null
record Rpc(String where, String nextStep, Supplier<@Nullable String> down) {
  private static final int TRIES = 3;
  private static final int RATE_LIMIT = 8;

  /// A call that may be repeated: a search, a count, an upsert by id.
  <T> T idempotent(String what, Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(what, call);
      } catch (AssayException failed) {
        if (attempt == TRIES
            || down.get() != null
            || !(starting(failed) || passing(failed.getCause()))) {
          throw failed;
        }
        pause(failed, 200L << attempt);
      }
    }
  }

  /// The embedded engine opens its port a moment before all of it is ready.
  private static boolean starting(AssayException failed) {
    return String.valueOf(failed.getMessage()).contains("has not been init");
  }

  <T> T once(String what, Supplier<T> call) {
    check(what, null);
    RpcReasons.forget();
    try {
      return call.get();
    } catch (RuntimeException failed) { // the SDK lets gRPC's and protobuf's own through
      check(what, failed);
      String said = RpcReasons.last();
      throw new AssayException(
          "Milvus (%s) could not %s: %s"
              .formatted(where, what, said == null ? explain(failed) : said),
          failed);
    }
  }

  private void check(String what, @Nullable Throwable cause) {
    String reason = down.get();
    if (reason != null) {
      throw new AssayException(
          "Milvus (%s) could not %s: %s".formatted(where, what, reason), cause);
    }
  }

  private String explain(RuntimeException failed) {
    String message = String.valueOf(failed.getMessage());
    if (message.contains("DEADLINE_EXCEEDED")) {
      return "no answer within the deadline; " + nextStep;
    }
    if (message.contains("UNAVAILABLE")) {
      return "the server cannot be reached; " + nextStep;
    }
    if (message.contains("UNAUTHENTICATED") || message.contains("auth check failure")) {
      return "the server refused the token; check milvus.token in the experiment";
    }
    return message.replaceFirst("^io\\.milvus\\.[\\w.]*Exception: ", "") + "; " + nextStep;
  }

  private static boolean passing(@Nullable Throwable cause) {
    return cause instanceof MilvusClientException failed
        && ((failed.getErrorCode() == ErrorCode.RPC_ERROR
                && String.valueOf(failed.getMessage()).contains("UNAVAILABLE"))
            || failed.getServerErrCode() == RATE_LIMIT);
  }

  private static void pause(AssayException failed, long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed;
    }
  }
}
