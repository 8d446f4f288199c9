package dev.assay.judge;

import dev.assay.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A logistic model from a readable resource file: `p = 1 / (1 + exp(-(intercept + sum of weight *
/// feature)))`. Fitted by `scripts/fit-verifier`.
///
/// @param fittedOn which files and rows, in words
/// @param weights feature to weight, on the features' own scale
record Logistic(String name, List<String> fittedOn, double intercept, Map<String, Double> weights) {

  static Logistic load(String name) {
    String file = "/verifier/" + name + ".json";
    try (var in = Logistic.class.getResourceAsStream(file)) {
      return Json.MAPPER.readValue(
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8),
          Logistic.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The probability, 0 to 1.
  double of(Map<String, Double> features) {
    double z = intercept;
    for (var weight : weights.entrySet()) {
      z +=
          weight.getValue()
              * Objects.requireNonNull(features.get(weight.getKey()), weight.getKey());
    }
    return 1 / (1 + Math.exp(-z));
  }
}
