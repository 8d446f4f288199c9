package dev.assay.ranking;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Weighted sum of normalised scores: `sum over the legs of weight * normalised score`.
///
/// Normalised per leg and question over the hits the leg retrieved, so the result depends on the
/// depth of the legs. A chunk that a leg did not retrieve gets 0 from it. Fox and Shaw 1994
/// (TREC-2), "Combination of Multiple Searches".
///
/// @param weights leg to weight, at least 0, not all 0; they need not sum to 1
public record Weighted(Map<String, Double> weights, Normalisation normalise) implements Fusion {

  /// How the scores of a leg become comparable with those of another. None turns two hits of a leg
  /// round, and none looks at another leg.
  public enum Normalisation {
    /// `(score - lowest) / (highest - lowest)`, in [0,1]. The last hit gets 0, as a chunk that was
    /// not retrieved does. A single hit, and every hit of a leg whose scores are all equal, gets 1.
    /// Lee 1997, doi:10.1145/258525.258587.
    MIN_MAX,
    /// `(score - lowest) / sd`, sd over the `n` hits of the leg (divided by `n`): standard
    /// deviations above the last hit, 0 and up without a limit. It is the z-score `(score - mean) /
    /// sd` moved up by the same for every chunk, so that a chunk that was not retrieved, which has
    /// no score, stands with the last hit and not with the average one. A single hit, and every hit
    /// of a leg whose scores are all equal, gets 1. Montague and Aslam 2001 (ZMUV),
    /// doi:10.1145/502585.502657.
    Z_SCORE,
    /// `1 - (rank - 1) / n`, of `n` hits in the lab's order: the first gets 1, the last `1/n`, a
    /// single hit 1. Hits of equal score differ. Renda and Straccia 2003,
    /// doi:10.1145/952532.952698.
    RANK,
    /// The score as it is.
    NONE;

    /// As an experiment writes it.
    @Override
    public String toString() {
      return switch (this) {
        case MIN_MAX -> "minMax";
        case Z_SCORE -> "zScore";
        case RANK -> "rank";
        case NONE -> "none";
      };
    }

    /// The hits' normalised scores, in their order.
    double[] of(List<Hit> hits) {
      double[] scores = hits.stream().mapToDouble(Hit::score).toArray();
      return switch (this) {
        case NONE -> scores;
        case MIN_MAX -> scores.length == 0 ? scores : aboveLast(scores, scores[0] - last(scores));
        case Z_SCORE -> scores.length == 0 ? scores : aboveLast(scores, deviation(scores));
        case RANK -> {
          for (int i = 0; i < scores.length; i++) {
            scores[i] = 1 - (double) i / scores.length;
          }
          yield scores;
        }
      };
    }

    private static double last(double[] scores) {
      return scores[scores.length - 1];
    }

    private static double[] aboveLast(double[] scores, double unit) {
      double last = last(scores);
      boolean equal = scores[0] == last || unit == 0;
      return Arrays.stream(scores).map(score -> equal ? 1 : (score - last) / unit).toArray();
    }

    private static double deviation(double[] scores) {
      double mean = Arrays.stream(scores).sum() / scores.length;
      double squares = Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).sum();
      return Math.sqrt(squares / scores.length);
    }
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
    double[] parts = normalise.of(leg.ranking().hits());
    for (int i = 0; i < parts.length; i++) {
      parts[i] *= weight;
    }
    return parts;
  }
}
