package dev.assay.corpus;

import java.util.ArrayList;
import java.util.List;

/// A section a chunk: every heading starts one, except a heading that directly follows another. A
/// section that is too long is cut like [Recursive] does, but never between a heading and what it
/// heads, nor inside a code block or a table row, as long as those fit. Documents that are not
/// Markdown are cut by [Recursive].
///
/// @param maxTokens of a chunk
public record Markdown(int maxTokens) implements TextChunking {
  public Markdown {
    Outline.checkSize("maxTokens", maxTokens);
  }

  /// Where a section that is too long is cut, the best first.
  static final List<Break> BREAKS = List.of(Break.PARAGRAPH, Break.LINE, Break.SENTENCE);

  @Override
  public List<Chunk> chunk(Document document) {
    Outline outline = outline(document);
    return outline.chunks(sections(outline, maxTokens));
  }

  static Outline outline(Document document) {
    var outline = new Outline(document);
    outline.markSentences(document.language());
    if (document.format() == Document.Format.MARKDOWN) {
      outline.markBlocks();
    }
    return outline;
  }

  /// The first tokens of the chunks.
  static List<Integer> sections(Outline outline, int maxTokens) {
    var starts = new ArrayList<Integer>();
    int from = 0;
    for (int token = 1; token <= outline.size(); token++) {
      if (token == outline.size() || outline.isBreak(token, Break.SECTION)) {
        starts.addAll(outline.pack(from, token, maxTokens, BREAKS));
        from = token;
      }
    }
    return starts;
  }
}
