package dev.assay.measure;

import java.util.Collection;
import java.util.List;

/// A measure of the characters in a ranking, comparable between chunkings.
public sealed interface SpanMeasure extends Measure permits EvR, EvP, EvIou {
  /// Scores one ranking.
  ///
  /// @param chunks where the hits stand, best first, one for each hit
  /// @param evidence what should be found; overlapping pieces are merged first
  Score score(List<Region> chunks, Collection<Region> evidence);
}
