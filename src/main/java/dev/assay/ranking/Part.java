package dev.assay.ranking;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one leg says about one id.
///
/// @param rank from 1; 0 where the leg did not retrieve the id
/// @param score the leg's own score, or null where it did not retrieve the id
/// @param part what it added to the fused score; 0 where the leg did not retrieve the id
public record Part(String leg, int rank, @Nullable Double score, double part) {
  public Part {
    Objects.requireNonNull(leg);
    if (rank < 0 || (rank == 0) != (score == null)) {
      throw new IllegalArgumentException("rank " + rank + " does not go with score " + score);
    }
  }

  static Part missing(String leg) {
    return new Part(leg, 0, null, 0);
  }
}
