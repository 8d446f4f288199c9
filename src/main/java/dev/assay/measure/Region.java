package dev.assay.measure;

import java.util.Comparator;

/// A half-open range `[start, end)` of a document's characters: where a chunk or a piece of
/// evidence stands.
public record Region(String document, int start, int end) {
  static final Comparator<Region> ORDER =
      Comparator.comparing(Region::document)
          .thenComparingInt(Region::start)
          .thenComparingInt(Region::end);

  public Region {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a region: %s[%d,%d)".formatted(document, start, end));
    }
  }

  /// Whether the other holds all of it.
  public boolean liesIn(Region other) {
    return document.equals(other.document) && start >= other.start && end <= other.end;
  }

  int length() {
    return end - start;
  }
}
