package dev.assay.measure;

import java.util.Collection;
import java.util.List;

/// Evidence precision: `EvP@k`, the evidence characters that the first `k` chunks cover together,
/// divided by the lengths of those chunks added up.
///
/// A character returned twice is paid twice; `EvP(merged)@k` pays once. Chunks of other documents
/// are paid too. In [0,1]; no evidence: not applicable; nothing returned: 0. trec_eval has none.
/// The precision of Smith and Troynikov 2024, "Evaluating Chunking Strategies for Retrieval".
public record EvP(boolean merged, int cutoff) implements SpanMeasure {
  public EvP {
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(List<Region> chunks, Collection<Region> evidence) {
    Cover cover = Cover.of(chunks, cutoff, evidence);
    if (cover.evidence() == 0) {
      return Score.noEvidence();
    }
    long paid = merged ? cover.union() : cover.chunks();
    return Score.of(paid == 0 ? 0 : (double) cover.covered() / paid);
  }

  @Override
  public String toString() {
    return Spelling.print("EvP", merged ? "merged" : "", cutoff);
  }
}
