package dev.assay.measure;

import java.util.Collection;
import java.util.List;

/// Evidence recall: `EvR@k`, the evidence characters that the first `k` chunks cover together,
/// divided by all evidence characters.
///
/// A second chunk over the same text gains nothing. In [0,1]; no evidence: not applicable; nothing
/// returned: 0. trec_eval has none. The recall of Smith and Troynikov 2024, "Evaluating Chunking
/// Strategies for Retrieval".
public record EvR(int cutoff) implements SpanMeasure {
  public EvR {
    Spelling.checkCutoff(cutoff);
  }

  @Override
  public Score score(List<Region> chunks, Collection<Region> evidence) {
    Cover cover = Cover.of(chunks, cutoff, evidence);
    return cover.evidence() == 0
        ? Score.noEvidence()
        : Score.of((double) cover.covered() / cover.evidence());
  }

  @Override
  public String toString() {
    return Spelling.print("EvR", "", cutoff);
  }
}
