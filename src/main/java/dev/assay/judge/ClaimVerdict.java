package dev.assay.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the judge said about one claim of an answer.
///
/// @param text the claim
/// @param supported by the contexts taken together; null where no valid verdict came back
/// @param reason why, in the judge's words
/// @param chunks the ids of the chunks that support it
public record ClaimVerdict(
    String text, @Nullable Boolean supported, String reason, List<String> chunks) {
  public ClaimVerdict {
    chunks = List.copyOf(chunks);
  }
}
