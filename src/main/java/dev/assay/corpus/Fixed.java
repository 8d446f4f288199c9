package dev.assay.corpus;

import dev.assay.Default;
import java.util.ArrayList;
import java.util.List;

/// Windows of equal size, cut between any two tokens.
///
/// @param tokens in a chunk; the last chunk may have fewer
/// @param overlap how many tokens a chunk repeats of the one before, below `tokens`; default 0
public record Fixed(int tokens, @Default("0") int overlap) implements TextChunking {
  public Fixed {
    Outline.checkSize("tokens", tokens);
    if (overlap < 0 || overlap >= tokens) {
      throw new IllegalArgumentException(
          "overlap must be at least 0 and below tokens (%d), got %d".formatted(tokens, overlap));
    }
  }

  @Override
  public List<Chunk> chunk(Document document) {
    var outline = new Outline(document);
    var chunks = new ArrayList<Chunk>();
    int from = 0;
    while (true) {
      int to = Math.min(from + tokens, outline.size());
      chunks.add(outline.chunk(chunks.size() + 1, from, to));
      if (to >= outline.size()) {
        return chunks;
      }
      from += tokens - overlap;
    }
  }
}
