package dev.assay.measure;

/// Evidence precision: `EvP@k`, the evidence characters that the first `k` hits cover together,
/// divided by the lengths of those hits added up; `EvP@1000tok`, the same for the text that the
/// first 1,000 tokens make.
///
/// A character returned twice is paid twice; `EvP(merged)@k` pays once. Hits of other documents are
/// paid too. In [0,1]; no evidence: not applicable; nothing returned: 0. trec_eval has none. The
/// precision of Smith and Troynikov 2024, "Evaluating Chunking Strategies for Retrieval".
public record EvP(boolean merged, Cutoff cutoff) implements SpanMeasure {
  @Override
  public double of(Cover cover) {
    long paid = merged ? cover.union() : cover.paid();
    return paid == 0 ? 0 : (double) cover.covered() / paid;
  }

  @Override
  public String toString() {
    return Spelling.print("EvP", merged ? "merged" : "", cutoff);
  }
}
