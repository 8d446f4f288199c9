package dev.assay.corpus;

/// A span of a document that is searched as one, and what a reader gets when it is found.
///
/// @param document the id of its document
/// @param ordinal its place in the document, from 1
/// @param span where it stands in the document's text
/// @param text the document's text at that span, exactly
/// @param returned the span a reader gets: the chunk's own, or a longer one around it, which
///   neighbours may share
public record Chunk(String document, int ordinal, Span span, String text, Span returned) {
  public Chunk {
    if (ordinal < 1) {
      throw new IllegalArgumentException("ordinal must be at least 1, got " + ordinal);
    }
    if (span.length() != text.length()) {
      throw new IllegalArgumentException(
          "chunk %s#%d: the text has %d characters, its span %d"
              .formatted(document, ordinal, text.length(), span.length()));
    }
    if (returned.overlap(span) < span.length()) {
      throw new IllegalArgumentException(
          "chunk %s#%d: %s does not hold %s".formatted(document, ordinal, returned, span));
    }
  }

  /// A chunk that returns itself.
  public Chunk(String document, int ordinal, Span span, String text) {
    this(document, ordinal, span, text, span);
  }

  /// `refunds.md#2`
  public String id() {
    return document + "#" + ordinal;
  }

  /// The document a chunk id belongs to.
  public static String documentOf(String chunkId) {
    int mark = chunkId.lastIndexOf('#');
    if (mark < 1) {
      throw new IllegalArgumentException("'" + chunkId + "' is not a chunk id");
    }
    return chunkId.substring(0, mark);
  }
}
