package dev.assay.measure;

/// Evidence recall: `EvR@k`, the evidence characters that the first `k` hits cover together,
/// divided by all evidence characters; `EvR@2000tok`, those that the first 2,000 tokens cover.
///
/// A second hit over the same text gains nothing. In [0,1]; no evidence: not applicable; nothing
/// returned: 0. trec_eval has none. The recall of Smith and Troynikov 2024, "Evaluating Chunking
/// Strategies for Retrieval".
public record EvR(Cutoff cutoff) implements SpanMeasure {
  @Override
  public double of(Cover cover) {
    return (double) cover.covered() / cover.evidence();
  }

  @Override
  public String toString() {
    return Spelling.print("EvR", "", cutoff);
  }
}
