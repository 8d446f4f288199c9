package dev.assay.corpus;

import java.util.List;

/// The document as one chunk, however long.
public record Whole() implements TextChunking {
  @Override
  public List<Chunk> chunk(Document document) {
    return new Outline(document).chunks(List.of(0));
  }
}
