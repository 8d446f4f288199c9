package dev.assay.embed;

import dev.assay.http.JsonReply;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/// What a reranking endpoint answers: `[{index, score}, …]` or `{results: [{index,
/// relevance_score}, …]}`, in any order.
final class RerankReply {
  private RerankReply() {}

  /// One score for each passage, in the order they were sent.
  ///
  /// @throws IllegalArgumentException if an index is missing, stands twice or is none, or a score
  ///   is not a number
  static double[] parse(String body, int passages) {
    JsonNode root = JsonReply.parse(body);
    JsonNode results = root.isArray() ? root : root.path("results");
    if (!results.isArray()) {
      throw new IllegalArgumentException("no list of scores");
    }
    double[] scores = new double[passages];
    Arrays.fill(scores, Double.NaN);
    for (JsonNode result : results) {
      JsonNode index = result.path("index");
      if (!index.isIntegralNumber() || index.asLong() < 0 || index.asLong() >= passages) {
        throw new IllegalArgumentException(
            "an index that is none of the %d passages".formatted(passages));
      }
      JsonNode score =
          result.has("relevance_score") ? result.get("relevance_score") : result.path("score");
      if (!score.isNumber() || !Double.isFinite(score.asDouble())) {
        throw new IllegalArgumentException("a score that is no number");
      }
      if (!Double.isNaN(scores[index.asInt()])) {
        throw new IllegalArgumentException("two scores for passage " + index.asInt());
      }
      scores[index.asInt()] = score.asDouble();
    }
    for (int i = 0; i < passages; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("no score for passage %d of %d".formatted(i, passages));
      }
    }
    return scores;
  }
}
