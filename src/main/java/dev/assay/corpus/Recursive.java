package dev.assay.corpus;

import java.util.List;

/// As many whole paragraphs as fit. A paragraph that is too long alone is cut between lines, a line
/// between sentences, a sentence between tokens; at each step neighbours that fit are packed.
///
/// @param maxTokens of a chunk
public record Recursive(int maxTokens) implements TextChunking {
  public Recursive {
    Outline.checkSize("maxTokens", maxTokens);
  }

  @Override
  public List<Chunk> chunk(Document document) {
    var outline = new Outline(document);
    outline.markSentences(document.language());
    return outline.chunks(
        outline.pack(
            0, outline.size(), maxTokens, List.of(Break.PARAGRAPH, Break.LINE, Break.SENTENCE)));
  }
}
