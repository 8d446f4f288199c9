package dev.assay.judge;

/// A retrieved chunk as the judge sees it.
///
/// @param chunk the chunk's id
/// @param text the chunk's text; hostile until proven otherwise
public record Context(String chunk, String text) {
  public Context {
    if (chunk.isBlank()) {
      throw new IllegalArgumentException("a context needs the id of its chunk");
    }
  }
}
