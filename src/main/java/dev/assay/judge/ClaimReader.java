package dev.assay.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that reads a claim together with a text and says whether the text supports it. Safe for
/// use by many threads.
@FunctionalInterface
public interface ClaimReader {
  /// Holds a claim against a text.
  ///
  /// @param sentences of one text, in their order; at least one
  Reading read(List<String> sentences, String claim);

  /// What it makes of a claim.
  sealed interface Reading {}

  /// Probabilities, 0 to 1.
  ///
  /// @param contradiction null where the model does not tell it from missing evidence
  record Read(double support, @Nullable Double contradiction) implements Reading {}

  /// The claim does not fit into the model.
  record Unread(String reason) implements Reading {}
}
