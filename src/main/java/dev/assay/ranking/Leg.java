package dev.assay.ranking;

import java.util.Objects;

/// One of the candidate lists that are fused: `dense` or `sparse`, with its ranking.
public record Leg(String name, Ranking ranking) {
  public Leg {
    Objects.requireNonNull(name);
    Objects.requireNonNull(ranking);
  }
}
