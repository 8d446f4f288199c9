package dev.assay.milvus;

import dev.assay.AssayException;
import io.milvus.v2.client.MilvusClientV2;
import java.util.regex.Pattern;

/// What a server says it is.
final class ServerVersion {
  private static final Pattern NUMBERS = Pattern.compile("v?(\\d+)\\.(\\d+)\\b.*");

  private ServerVersion() {}

  static EngineInfo ask(MilvusClientV2 client, Rpc rpc) {
    String version;
    try {
      version = rpc.idempotent("say its version", client::getServerVersion);
    } catch (AssayException failed) {
      if (String.valueOf(failed.getMessage()).contains("UNIMPLEMENTED")) { // Milvus Lite
        return new EngineInfo("milvus-lite", "unknown");
      }
      throw failed;
    }
    return check(version, rpc.where());
  }

  /// Sparse vectors came with 2.4.
  static EngineInfo check(String version, String where) {
    var numbers = NUMBERS.matcher(version);
    if (numbers.matches()
        && Integer.parseInt(numbers.group(1)) * 1000 + Integer.parseInt(numbers.group(2)) < 2004) {
      throw new AssayException(
          "the Milvus at %s is %s; sparse vectors need 2.4 or newer".formatted(where, version));
    }
    return new EngineInfo("milvus", version.replaceFirst("^v", ""));
  }
}
