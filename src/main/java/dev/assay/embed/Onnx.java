package dev.assay.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;

/// A local directory with `model.onnx` (one output vector a token) and `tokenizer.json`.
///
/// @param name what the experiment calls it
/// @param path the directory
/// @param queryPrefix put before a query, its last space included; "" where absent
/// @param documentPrefix put before a chunk; "" where absent
/// @param pooling mean where absent
/// @param maxTokens at least 3, special tokens included; 512 where absent
/// @param normalise whether vectors get length 1; true where absent
/// @param card facts for the report
public record Onnx(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) Path path,
    String queryPrefix,
    String documentPrefix,
    Pooling pooling,
    Integer maxTokens,
    Boolean normalise,
    Card card)
    implements Model {

  public Onnx {
    queryPrefix = queryPrefix == null ? "" : queryPrefix;
    documentPrefix = documentPrefix == null ? "" : documentPrefix;
    pooling = pooling == null ? Pooling.MEAN : pooling;
    maxTokens = maxTokens == null ? 512 : maxTokens;
    normalise = normalise == null || normalise;
    card = card == null ? Card.UNKNOWN : card;
    TextEncoding.checkMaxTokens(maxTokens);
  }

  @Override
  public Embedder open() {
    return new OnnxEmbedder(
        OnnxFiles.directory(path),
        new TextEncoding(pooling, maxTokens, queryPrefix, documentPrefix, normalise));
  }
}
