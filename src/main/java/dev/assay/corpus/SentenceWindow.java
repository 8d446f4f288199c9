package dev.assay.corpus;

import dev.assay.Default;
import java.util.ArrayList;
import java.util.List;

/// Single sentences are searched, and the sentences around the one found are returned with it.
///
/// @param sentences that are searched as one; default 1
/// @param window how many sentences before and after are returned too; default 3
/// @param maxTokens of a sentence; a longer one is cut between tokens and counts as several;
///   default 128
public record SentenceWindow(
    @Default("1") int sentences, @Default("3") int window, @Default("128") int maxTokens)
    implements TextChunking {
  public SentenceWindow {
    Outline.checkSize("sentences", sentences);
    Outline.checkSize("maxTokens", maxTokens);
    if (window < 0) {
      throw new IllegalArgumentException("window must be at least 0, got " + window);
    }
  }

  @Override
  public List<Chunk> chunk(Document document) {
    var outline = new Outline(document);
    outline.markSentences(document.language());
    List<Integer> starts = outline.sentences(maxTokens);
    var chunks = new ArrayList<Chunk>();
    for (int first = 0; first < starts.size(); first += sentences) {
      int after = Math.min(first + sentences, starts.size());
      int from = Math.max(first - window, 0);
      int to = (int) Math.min((long) after + window, starts.size());
      chunks.add(
          outline.chunk(
              chunks.size() + 1,
              outline.span(starts.get(first), outline.end(starts, after)),
              outline.span(starts.get(from), outline.end(starts, to))));
    }
    return chunks;
  }
}
