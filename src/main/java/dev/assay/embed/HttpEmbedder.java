package dev.assay.embed;

import java.util.List;

/// Stub.
public final class HttpEmbedder implements Embedder {
  @Override
  public String fingerprint() {
    return "";
  }

  @Override
  public int dimensions() {
    return 0;
  }

  @Override
  public Usage embed(List<String> texts, Role role, ResultConsumer onReady) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
