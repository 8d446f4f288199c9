package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Address;
import dev.assay.Default;
import dev.assay.embed.Card;
import dev.assay.judge.ChatSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What puts the first hits of a configuration into another order after fusion. Hits below `depth`
/// keep their order, below the reranked ones.
public sealed interface Reranker {
  /// How many hits are reordered; 0 where none is.
  int depth();

  /// What is known of its model, for constraints; nothing where it has none.
  default Card card() {
    return Card.UNKNOWN;
  }

  /// Nothing is.
  record None() implements Reranker {
    @Override
    public int depth() {
      return 0;
    }
  }

  /// A local ONNX cross-encoder: a directory with `model.onnx` and `tokenizer.json`.
  ///
  /// @param maxTokens of question and chunk together
  record CrossEncoder(
      @JsonProperty(required = true) Path path,
      @Default("512") int maxTokens,
      @Default("50") int depth,
      @Default("{}") Card card)
      implements Reranker {
    public CrossEncoder {
      checkDepth(depth);
      if (maxTokens < 16) {
        throw new IllegalArgumentException("maxTokens must be at least 16, got " + maxTokens);
      }
    }

    /// What an order depends on.
    @Override
    public String toString() {
      return "CrossEncoder[path=%s, maxTokens=%d, depth=%d]".formatted(path, maxTokens, depth);
    }
  }

  /// A reranking endpoint.
  ///
  /// @param model with it the request is Cohere's, without it that of Text Embeddings Inference
  record Http(
      @JsonProperty(required = true) URI uri,
      @Nullable String model,
      @Nullable String key,
      @Default("60s") Duration deadline,
      @Default("4") int retries,
      @Default("50") int depth,
      @Default("{}") Card card)
      implements Reranker {
    public Http {
      checkDepth(depth);
      Secret.check("key", key);
      if (!Address.isWeb(uri) || uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "uri must be like https://host/rerank, without a user; the key goes into key");
      }
      if (!deadline.isPositive() || retries < 0) {
        throw new IllegalArgumentException("deadline must be positive and retries at least 0");
      }
    }

    /// Without the key, and with a digest of the query, which may hold one.
    @Override
    public String toString() {
      return "Http[uri=%s, model=%s, depth=%d]".formatted(Address.of(uri), model, depth);
    }
  }

  /// A language model that grades each chunk from 0 to 3; equal grades keep their order.
  record Llm(
      @JsonProperty(required = true) ChatSettings model,
      @Default("20") int depth,
      @Default("{}") Card card)
      implements Reranker {
    public Llm {
      checkDepth(depth);
      Secret.check("key", model.key());
    }

    /// What an order depends on.
    @Override
    public String toString() {
      return "Llm[model=%s, depth=%d]".formatted(model, depth);
    }
  }

  /// Maximal marginal relevance over the vectors of the configuration's model.
  ///
  /// @param lambda 1 is relevance alone, 0 is difference alone
  record Mmr(@Default("0.7") double lambda, @Default("50") int depth) implements Reranker {
    public Mmr {
      checkDepth(depth);
      new dev.assay.ranking.Mmr(lambda);
    }
  }

  private static void checkDepth(int depth) {
    if (depth < 1 || depth > 1000) {
      throw new IllegalArgumentException("depth must be from 1 to 1000, got " + depth);
    }
  }
}
