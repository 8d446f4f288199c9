package dev.assay.measure;

/// Evidence intersection over union: `EvIoU@k = covered / (lengths of the first k hits + uncovered
/// evidence)`, all in characters; `EvIoU@1000tok`, the same for the text that the first 1,000
/// tokens make.
///
/// A character returned twice is paid twice, so this is below the Jaccard index of the merged
/// chunks. In [0,1]; no evidence: not applicable; nothing returned: 0. trec_eval has none. Smith
/// and Troynikov 2024, "Evaluating Chunking Strategies for Retrieval".
public record EvIou(Cutoff cutoff) implements SpanMeasure {
  @Override
  public double of(Cover cover) {
    long missed = cover.evidence() - cover.covered();
    return (double) cover.covered() / (cover.paid() + missed);
  }

  @Override
  public String toString() {
    return Spelling.print("EvIoU", "", cutoff);
  }
}
