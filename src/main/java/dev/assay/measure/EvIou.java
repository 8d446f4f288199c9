package dev.assay.measure;

import java.util.Collection;
import java.util.List;

/// Evidence intersection over union: `EvIoU@k = covered / (lengths of the first k chunks +
/// uncovered evidence)`, all in characters.
///
/// A character returned twice is paid twice, so this is below the Jaccard index of the merged
/// chunks. In [0,1]; no evidence: not applicable; nothing returned: 0. trec_eval has none. Smith
/// and Troynikov 2024, "Evaluating Chunking Strategies for Retrieval".
public record EvIou(int cutoff) implements SpanMeasure {
  public EvIou {
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(List<Region> chunks, Collection<Region> evidence) {
    Cover cover = Cover.of(chunks, cutoff, evidence);
    if (cover.evidence() == 0) {
      return Score.noEvidence();
    }
    long missed = cover.evidence() - cover.covered();
    return Score.of((double) cover.covered() / (cover.chunks() + missed));
  }

  @Override
  public String toString() {
    return Spelling.print("EvIoU", "", cutoff);
  }
}
