package dev.assay.corpus;

import java.util.List;

/// As many whole sentences as fit. A sentence that is too long alone is cut between tokens.
///
/// @param maxTokens of a chunk
public record Sentences(int maxTokens) implements TextChunking {
  public Sentences {
    Outline.checkSize("maxTokens", maxTokens);
  }

  @Override
  public List<Chunk> chunk(Document document) {
    var outline = new Outline(document);
    outline.markSentences(document.language());
    return outline.chunks(outline.pack(0, outline.size(), maxTokens, List.of(Break.SENTENCE)));
  }
}
