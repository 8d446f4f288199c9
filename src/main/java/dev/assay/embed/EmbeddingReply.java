package dev.assay.embed;

import dev.assay.http.JsonReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A checked answer of an embeddings endpoint.
///
/// @param vectors in the order of the texts sent, all of one length
/// @param tokens read for all texts together; null where the endpoint did not say
record EmbeddingReply(List<double[]> vectors, @Nullable Long tokens) {

  /// Reads `{"data":[{"index":0,"embedding":[…]},…],"usage":{"prompt_tokens":7}}`; the data may
  /// come in any order.
  ///
  /// @throws IllegalArgumentException saying what is wrong with the answer
  static EmbeddingReply parse(String body, int texts) {
    var root = JsonReply.parse(body);
    var data = root.path("data");
    var usage = root.path("usage").path("prompt_tokens");
    if (!data.isArray() || data.size() != texts) {
      throw new IllegalArgumentException(
          (data.isArray() ? data.size() : "no") + " vectors for " + texts + " texts");
    }
    var vectors = new double[texts][];
    for (var item : data) {
      var index = item.path("index");
      if (!index.isInt() || index.intValue() < 0 || index.intValue() >= texts) {
        throw new IllegalArgumentException("the index " + index + " for " + texts + " texts");
      }
      if (vectors[index.intValue()] != null) {
        throw new IllegalArgumentException("the index " + index + " twice");
      }
      vectors[index.intValue()] = numbers(item.path("embedding"));
    }
    if (Arrays.stream(vectors).mapToInt(v -> v.length).distinct().count() > 1) {
      throw new IllegalArgumentException("vectors of different lengths");
    }
    return new EmbeddingReply(
        List.of(vectors), usage.isIntegralNumber() ? usage.longValue() : null);
  }

  private static double[] numbers(JsonNode embedding) {
    if (!embedding.isArray() || embedding.isEmpty()) {
      throw new IllegalArgumentException("an embedding that is not a list of numbers");
    }
    var numbers = new ArrayList<Double>(embedding.size());
    for (var number : embedding) {
      if (!number.isNumber()) {
        throw new IllegalArgumentException("the number " + number + " in an embedding");
      }
      numbers.add(number.doubleValue());
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
