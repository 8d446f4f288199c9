package dev.assay.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One mark for each item submitted, in their order.
///
/// @param reply the judge's raw words or its failure, to show where a label is missing
public record Marks(List<Mark> marks, String reply) {
  public Marks {
    marks = List.copyOf(marks);
  }

  /// No item has a label, for one reason.
  static Marks none(List<String> items, String reason) {
    return new Marks(
        items.stream().map(item -> new Mark(item, null, reason, List.of())).toList(), reason);
  }

  /// For each item whether its label is this one; null where it has none.
  public List<@Nullable Boolean> are(String label) {
    var are = new java.util.ArrayList<@Nullable Boolean>();
    marks.forEach(mark -> are.add(mark.is(label)));
    return are;
  }
}
