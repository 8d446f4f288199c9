package dev.assay.ranking;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Weighted sum of normalised scores: `sum over the legs of weight * normalised score`.
///
/// Normalised per leg and question over the hits the leg retrieved, so the result depends on the
/// depth of the legs. A chunk that a leg did not retrieve gets 0 from it, as does, under
/// [Normalisation#MIN_MAX], the last chunk it did. Fox and Shaw 1994 (TREC-2), "Combination of
/// Multiple Searches".
///
/// @param weights leg to weight, at least 0, not all 0; they need not sum to 1
public record Weighted(Map<String, Double> weights, Normalisation normalise) implements Fusion {

  /// How the scores of a leg become comparable with those of another.
  public enum Normalisation {
    /// `(score - lowest) / (highest - lowest)`, in [0,1]. A single hit, and every hit of a leg
    /// whose scores are all equal, gets 1.
    MIN_MAX,
    /// The score as it is.
    NONE
  }

  public Weighted {
    Objects.requireNonNull(normalise);
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    double sum = 0;
    for (var weight : weights.entrySet()) {
      if (!(weight.getValue() >= 0) || weight.getValue().isInfinite()) {
        throw new IllegalArgumentException(
            "the weight of leg '%s' must be at least 0, got %s"
                .formatted(weight.getKey(), weight.getValue()));
      }
      sum += weight.getValue();
    }
    if (sum == 0) {
      throw new IllegalArgumentException("at least one leg needs a weight above 0");
    }
  }

  @Override
  public double[] parts(Leg leg) {
    Double weight = weights.get(leg.name());
    if (weight == null) {
      throw new IllegalArgumentException(
          "leg '%s' has no weight (weights: %s)"
              .formatted(leg.name(), String.join(", ", weights.keySet())));
    }
    double[] parts =
        switch (normalise) {
          case NONE -> leg.ranking().hits().stream().mapToDouble(Hit::score).toArray();
          case MIN_MAX -> minMax(leg.ranking().hits());
        };
    for (int i = 0; i < parts.length; i++) {
      parts[i] *= weight;
    }
    return parts;
  }

  private static double[] minMax(List<Hit> hits) {
    if (hits.isEmpty()) {
      return new double[0];
    }
    double highest = hits.getFirst().score();
    double lowest = hits.getLast().score();
    return hits.stream()
        .mapToDouble(hit -> highest == lowest ? 1 : (hit.score() - lowest) / (highest - lowest))
        .toArray();
  }
}
