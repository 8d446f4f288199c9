package dev.assay.corpus;

import java.util.ArrayList;
import java.util.List;

/// Small chunks are searched, and the large one that holds the one found is returned. Parents are
/// cut like [Markdown] does; within a parent as many whole paragraphs, lines or sentences as fit
/// make a child.
///
/// @param parentTokens of what is returned
/// @param childTokens of what is searched, at most `parentTokens`
public record ParentChild(int parentTokens, int childTokens) implements TextChunking {
  public ParentChild {
    Outline.checkSize("parentTokens", parentTokens);
    Outline.checkSize("childTokens", childTokens);
    if (childTokens > parentTokens) {
      throw new IllegalArgumentException(
          "childTokens must be at most parentTokens (%d), got %d"
              .formatted(parentTokens, childTokens));
    }
  }

  @Override
  public List<Chunk> chunk(Document document) {
    Outline outline = Markdown.outline(document);
    List<Integer> parents = Markdown.sections(outline, parentTokens);
    var chunks = new ArrayList<Chunk>();
    for (int parent = 0; parent < parents.size(); parent++) {
      int from = parents.get(parent);
      int to = outline.end(parents, parent + 1);
      List<Integer> children = outline.pack(from, to, childTokens, Markdown.BREAKS);
      for (int child = 0; child < children.size(); child++) {
        int end = child + 1 < children.size() ? children.get(child + 1) : to;
        chunks.add(
            outline.chunk(
                chunks.size() + 1, outline.span(children.get(child), end), outline.span(from, to)));
      }
    }
    return chunks.isEmpty() ? outline.chunks(parents) : chunks;
  }
}
