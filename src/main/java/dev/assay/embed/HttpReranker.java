package dev.assay.embed;

import dev.assay.AssayException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reranking endpoint: with a model's name `{model, query, documents}`, as Cohere, Jina and vLLM
/// take it; without one `{query, texts}`, as Text Embeddings Inference does. Both answer one score
/// for each passage, by its index.
public final class HttpReranker implements PassageScorer {
  private final JsonEndpoint endpoint;
  private final @Nullable String model;

  /// @param model null for an endpoint that serves a single one
  public HttpReranker(
      URI uri, @Nullable String model, @Nullable String key, Duration deadline, int retries) {
    this(uri, model, key, deadline, retries, Duration.ofMillis(500));
  }

  HttpReranker(
      URI uri,
      @Nullable String model,
      @Nullable String key,
      Duration deadline,
      int retries,
      Duration firstPause) {
    this.endpoint = new JsonEndpoint("rerank endpoint", uri, key, deadline, retries, firstPause);
    this.model = model;
  }

  /// @throws AssayException if it does not answer, or not one finite score for each passage
  @Override
  public List<Scored> score(String query, List<String> passages) throws InterruptedException {
    var request = new LinkedHashMap<String, Object>();
    if (model != null) {
      request.put("model", model);
    }
    request.put("query", query);
    request.put(model == null ? "texts" : "documents", passages);
    String body = endpoint.post(request);
    try {
      return Arrays.stream(RerankReply.parse(body, passages.size()))
          .mapToObj(score -> new Scored(score, false))
          .toList();
    } catch (IllegalArgumentException e) {
      throw endpoint.failed(
          "answered " + endpoint.shown(e.getMessage()) + ": " + endpoint.shown(body),
          "check uri, and model: with it the request is Cohere's, without it that of Text Embeddings"
              + " Inference",
          null);
    }
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
