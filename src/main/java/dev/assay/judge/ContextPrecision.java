package dev.assay.judge;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether the chunks that help to arrive at the reference answer stand before those that do not.
///
/// `sum over ranks i of P@i * v(i), divided by sum of v(i)`, v(i) = 1 where chunk i is relevant.
/// None relevant: 0. It divides by the relevant chunks that were *retrieved*, so it is not average
/// precision and says nothing about recall. Range 0 to 1, higher is better. No reference answer or
/// no contexts: not applicable. Ragas calls it context precision (with reference) and adds 1e-10 to
/// the divisor.
public record ContextPrecision(Outcome outcome, List<ChunkVerdict> chunks) {
  public ContextPrecision {
    chunks = List.copyOf(chunks);
  }

  static ContextPrecision without(Outcome outcome) {
    return new ContextPrecision(outcome, List.of());
  }

  /// What can be said about context precision without reading a chunk, or null.
  static @Nullable ContextPrecision withoutChunks(
      @Nullable String reference, List<Context> contexts) {
    if (reference == null || reference.isBlank()) {
      return without(
          new Outcome.NotApplicable("the golden question has no answer to compare with"));
    }
    return contexts.isEmpty() ? without(new Outcome.NotApplicable("there are no contexts")) : null;
  }

  /// Scores the chunks, in the order they were retrieved.
  ///
  /// @param reply what to show where a verdict is missing: the judge's raw words or its failure
  static ContextPrecision of(List<ChunkVerdict> chunks, String reply) {
    long missing = chunks.stream().filter(chunk -> chunk.relevant() == null).count();
    if (missing > 0) {
      return new ContextPrecision(
          new Outcome.Failed(
              "%d of %d chunks have no valid verdict: %s".formatted(missing, chunks.size(), reply)),
          chunks);
    }
    double sum = 0;
    int relevant = 0;
    for (int i = 0; i < chunks.size(); i++) {
      if (Objects.equals(chunks.get(i).relevant(), true)) {
        relevant++;
        sum += (double) relevant / (i + 1);
      }
    }
    return new ContextPrecision(
        new Outcome.Scored(relevant == 0 ? 0 : Math.min(1, sum / relevant)), chunks);
  }
}
