package dev.assay.corpus;

import java.util.List;

/// A chunking that reads nothing but the document.
public sealed interface TextChunking extends Chunking
    permits Whole, Fixed, Sentences, Recursive, Markdown, SentenceWindow, ParentChild {
  /// At least one chunk.
  List<Chunk> chunk(Document document);
}
