package dev.assay.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Address;
import dev.assay.Price;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A model behind an endpoint that speaks OpenAI's `/v1/embeddings` (OpenAI, TEI, vLLM, Ollama, …).
///
/// @param name what the experiment calls it
/// @param uri the whole address, `https://host/v1/embeddings`
/// @param model what the endpoint calls it; `name` where absent
/// @param key sent as bearer token; never written to a file, a message or a fingerprint
/// @param queryPrefix put before a query, its last space included; "" where absent
/// @param documentPrefix put before a chunk; "" where absent
/// @param dimensions asked of the endpoint and checked; where absent it decides
/// @param normalise whether vectors get length 1; true where absent
/// @param batch texts in one request; 32 where absent
/// @param concurrency requests at the same time; 4 where absent
/// @param deadline for one request with its reply; 60 seconds where absent
/// @param retries after 429, 5xx, a timeout or a broken connection; 4 where absent
/// @param price of a million tokens, where known
/// @param card facts for the report
public record Http(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) URI uri,
    String model,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String key,
    String queryPrefix,
    String documentPrefix,
    @Nullable Integer dimensions,
    Boolean normalise,
    Integer batch,
    Integer concurrency,
    Duration deadline,
    Integer retries,
    @Nullable Price price,
    Card card)
    implements Model {
  private static final int BATCH = 32;
  private static final int CONCURRENCY = 4;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int RETRIES = 4;

  public Http {
    model = model == null ? name : model;
    queryPrefix = queryPrefix == null ? "" : queryPrefix;
    documentPrefix = documentPrefix == null ? "" : documentPrefix;
    normalise = normalise == null || normalise;
    batch = batch == null ? BATCH : batch;
    concurrency = concurrency == null ? CONCURRENCY : concurrency;
    deadline = deadline == null ? DEADLINE : deadline;
    retries = retries == null ? RETRIES : retries;
    card = card == null ? Card.UNKNOWN : card;
    if (!Address.isWeb(uri) || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "uri must be like https://host/v1/embeddings, without a user; got "
              + (uri.getRawUserInfo() == null ? Address.of(uri) : "one with a user; use key"));
    }
    atLeast("batch", batch, 1);
    atLeast("concurrency", concurrency, 1);
    atLeast("retries", retries, 0);
    if (dimensions != null) {
      atLeast("dimensions", dimensions, 1);
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("deadline must be positive, got " + deadline);
    }
  }

  /// An endpoint with every other setting at its default; the name is the model's there.
  public Http(String name, URI uri, @Nullable String key) {
    this(
        name,
        uri,
        name,
        key,
        "",
        "",
        null,
        true,
        BATCH,
        CONCURRENCY,
        DEADLINE,
        RETRIES,
        null,
        Card.UNKNOWN);
  }

  @Override
  public Embedder open() {
    return new HttpEmbedder(this, Duration.ofMillis(500));
  }

  /// Without the key, and with a digest of the query, which may hold one.
  @Override
  public String toString() {
    return "Http[name=" + name + ", uri=" + Address.of(uri) + ", model=" + model + "]";
  }

  private static void atLeast(String component, int value, int minimum) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          component + " must be at least " + minimum + ", got " + value);
    }
  }
}
