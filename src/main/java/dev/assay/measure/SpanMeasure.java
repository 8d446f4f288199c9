package dev.assay.measure;

import java.util.Collection;

/// A measure of the characters in a ranking, comparable between chunkings.
public sealed interface SpanMeasure extends Measure permits EvR, EvP, EvIou {
  /// How much of the ranking is looked at.
  Cutoff cutoff();

  /// Scores one ranking.
  ///
  /// @param ranking where the hits stand, best first; read only as far as the cutoff needs
  /// @param tokens asked only by a cutoff in tokens
  /// @param evidence what should be found; overlapping pieces are merged first
  default Score score(
      Iterable<Region> ranking, Cutoff.TokenStarts tokens, Collection<Region> evidence) {
    Cover cover = Cover.of(cutoff().cut(ranking, tokens), evidence);
    return cover.evidence() == 0 ? Score.noEvidence() : Score.of(of(cover));
  }

  /// The value, where there is evidence.
  double of(Cover cover);
}
