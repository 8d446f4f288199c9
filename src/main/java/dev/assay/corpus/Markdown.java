package dev.assay.corpus;

import java.util.ArrayList;
import java.util.List;

/// A section a chunk: every heading starts one, except a heading that directly follows another. A
/// section that is too long is cut like [Recursive] does, but never between a heading and what it
/// heads, nor inside a code block or a table row, as long as those fit. Documents that are not
/// Markdown are cut by [Recursive].
///
/// @param maxTokens of a chunk
public record Markdown(int maxTokens) implements Chunking {
  public Markdown {
    Outline.checkSize("maxTokens", maxTokens);
  }

  @Override
  public List<Chunk> chunk(Document document) {
    if (document.format() != Document.Format.MARKDOWN) {
      return new Recursive(maxTokens).chunk(document);
    }
    var outline = new Outline(document);
    outline.markSentences(document.language());
    outline.markBlocks();
    var starts = new ArrayList<Integer>();
    int from = 0;
    for (int token = 1; token <= outline.size(); token++) {
      if (token == outline.size() || outline.isBreak(token, Break.SECTION)) {
        starts.addAll(
            outline.pack(
                from, token, maxTokens, List.of(Break.PARAGRAPH, Break.LINE, Break.SENTENCE)));
        from = token;
      }
    }
    return outline.chunks(starts);
  }
}
