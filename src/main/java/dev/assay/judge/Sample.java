package dev.assay.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answered question, whoever answered it, with all that a metric may ask for.
///
/// @param reference the golden answer; null or blank where there is none
/// @param contexts what the answerer saw, best first
public record Sample(
    String question, Answer answer, @Nullable String reference, List<Context> contexts) {
  public Sample {
    contexts = List.copyOf(contexts);
    reference = reference == null || reference.isBlank() ? null : reference;
  }
}
