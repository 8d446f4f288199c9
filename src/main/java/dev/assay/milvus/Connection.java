package dev.assay.milvus;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.client.RetryConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The SDK's client of one server, with what its calls share. Writes hold the monitor of this
/// object, so that they follow one another.
///
/// @param searchCalls the search requests sent since the start
record Connection(MilvusClientV2 client, Rpc rpc, AtomicLong searchCalls) {
  static final Duration DEADLINE = Duration.ofSeconds(60);

  /// @param deadline of connecting, and of each call after it: without one a call to a dead server
  ///   blocks for ever
  static Connection open(String uri, @Nullable String token, Duration deadline, Rpc rpc) {
    var client = rpc.once("connect", () -> client(uri, token, deadline));
    return new Connection(client, rpc, new AtomicLong());
  }

  private static MilvusClientV2 client(String uri, @Nullable String token, Duration deadline) {
    var config =
        ConnectConfig.builder()
            .uri(uri)
            .connectTimeoutMs(deadline.toMillis())
            .rpcDeadlineMs(deadline.toMillis())
            // The default of 10 s is answered with GOAWAY too_many_pings; servers allow 5 minutes.
            .keepAliveTimeMs(Duration.ofMinutes(6).toMillis())
            .keepAliveWithoutCalls(false);
    if (token != null) {
      config.token(token);
    }
    var client = new MilvusClientV2(config.build());
    client.retryConfig(RetryConfig.builder().maxRetryTimes(1).build()); // Rpc retries
    return client;
  }

  /// A call that may not be repeated.
  void run(String what, Runnable call) {
    rpc.once(
        what,
        () -> {
          call.run();
          return true;
        });
  }

  void close() {
    client.close();
  }
}
