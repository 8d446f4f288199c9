package dev.assay.ranking;

import java.util.Objects;

/// A fusion of only the first hits of each leg; a chunk further down counts as not retrieved.
///
/// A shallow cut keeps out what only one leg finds, and finds late. Normalisation sees the hits
/// that are left.
///
/// @param depth hits of each leg, at least 1
public record Cut(int depth, Fusion fusion) implements Fusion {
  public Cut {
    Objects.requireNonNull(fusion);
    if (depth < 1) {
      throw new IllegalArgumentException("depth must be at least 1, got " + depth);
    }
  }

  @Override
  public double[] parts(Leg leg) {
    return fusion.parts(new Leg(leg.name(), leg.ranking().top(depth)));
  }
}
