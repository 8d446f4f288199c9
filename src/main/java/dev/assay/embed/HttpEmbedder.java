package dev.assay.embed;

import dev.assay.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A model behind an endpoint. Redirects are not followed, so that text and key go only to the
/// address given.
public final class HttpEmbedder implements Embedder {
  private final Http settings;
  private final JsonEndpoint endpoint;
  private final Workers workers;

  /// 0 until known.
  private final AtomicInteger dimensions;

  /// @param firstPause before the first retry; doubled for each further one
  HttpEmbedder(Http settings, Duration firstPause) {
    this.settings = settings;
    endpoint =
        new JsonEndpoint(
            "embedding endpoint",
            settings.uri(),
            settings.key(),
            settings.deadline(),
            settings.retries(),
            firstPause);
    dimensions = new AtomicInteger(settings.dimensions() == null ? 0 : settings.dimensions());
    workers = new Workers(settings.concurrency(), Thread.ofVirtual().name("embed-", 0).factory());
  }

  @Override
  public String fingerprint() {
    return new Sha256()
        .add("http@1")
        .add(settings.uri().toString())
        .add(settings.model())
        .add(settings.queryPrefix())
        .add(settings.documentPrefix())
        .add(String.valueOf(settings.dimensions()))
        .add(settings.normalise().toString())
        .hex();
  }

  @Override
  public int dimensions() {
    if (dimensions.get() == 0) {
      embed(List.of("dimensions"), Role.DOCUMENT, (_, _) -> {});
    }
    return dimensions.get();
  }

  @Override
  public Usage embed(List<String> texts, Role role, ResultConsumer onReady) {
    String prefix = role == Role.QUERY ? settings.queryPrefix() : settings.documentPrefix();
    var requests = new ArrayList<Callable<Batch>>();
    for (int start = 0; start < texts.size(); start += settings.batch()) {
      int first = start;
      var batch =
          texts.subList(start, Math.min(start + settings.batch(), texts.size())).stream()
              .map(prefix::concat)
              .toList();
      requests.add(() -> request(first, batch));
    }
    var counts = new ArrayList<@Nullable Long>();
    workers.each(
        requests,
        batch -> {
          counts.add(batch.tokens);
          Integer tokens =
              batch.vectors.size() == 1 && batch.tokens != null ? batch.tokens.intValue() : null;
          for (int i = 0; i < batch.vectors.size(); i++) {
            onReady.accept(batch.first + i, new Embedding(batch.vectors.get(i), tokens, false));
          }
        });
    long sum = 0;
    for (Long count : counts) {
      if (count == null) {
        return new Usage(counts.size(), null, 0);
      }
      sum += count;
    }
    return new Usage(counts.size(), sum, 0);
  }

  @Override
  public void close() {
    workers.close();
    endpoint.close();
  }

  private Batch request(int first, List<String> texts) throws InterruptedException {
    String body = endpoint.post(body(texts));
    EmbeddingReply reply;
    try {
      reply = EmbeddingReply.parse(body, texts.size());
    } catch (IllegalArgumentException e) {
      throw endpoint.failed(
          "answered " + endpoint.shown(e.getMessage()) + ": " + endpoint.shown(body),
          "check that uri is an OpenAI-compatible embeddings endpoint",
          null);
    }
    int length = reply.vectors().getFirst().length;
    if (!dimensions.compareAndSet(0, length) && dimensions.get() != length) {
      throw endpoint.failed(
          "answered vectors of " + length + " numbers where " + dimensions.get() + " are expected",
          "check name and dimensions",
          null);
    }
    var vectors = new ArrayList<float[]>();
    for (var numbers : reply.vectors()) {
      vectors.add(Vectors.finish(numbers, settings.normalise(), endpoint.toString()));
    }
    return new Batch(first, vectors, reply.tokens());
  }

  private Map<String, Object> body(List<String> texts) {
    var body = new LinkedHashMap<String, Object>();
    body.put("model", settings.model());
    body.put("input", texts);
    if (settings.dimensions() != null) {
      body.put("dimensions", settings.dimensions());
    }
    return body;
  }

  private record Batch(int first, List<float[]> vectors, @Nullable Long tokens) {}
}
