package dev.assay.corpus;

/// A half-open range `[start, end)` of a document's text, counted in Java `char`s (UTF-16 units).
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: [%d,%d)".formatted(start, end));
    }
  }

  public int length() {
    return end - start;
  }

  /// How many characters both spans cover; 0 where they do not touch.
  public int overlap(Span other) {
    return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
  }
}
