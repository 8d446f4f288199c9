package dev.assay.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The label of one item.
///
/// @param item what was judged, in words
/// @param label null where no valid verdict came back
/// @param reason why, in the judge's words
/// @param chunks the ids of the chunks it rests on; empty where the check names none
public record Mark(String item, @Nullable String label, String reason, List<String> chunks) {
  public Mark {
    chunks = List.copyOf(chunks);
  }

  /// Whether the label is this one; null where there is none.
  public @Nullable Boolean is(String label) {
    return this.label == null ? null : (Boolean) this.label.equals(label);
  }
}
