package dev.assay.experiment;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The chunks of a corpus, many at a time: memory holds one window, never the corpus.
public final class ChunkWindows {
  /// Texts that are looked up, embedded and sent together.
  private static final int WINDOW = 1024;

  private ChunkWindows() {}

  public static void each(
      CorpusStore documents,
      Cutter cutter,
      String corpus,
      Chunking chunking,
      Consumer<List<Chunk>> consumer) {
    var window = new ArrayList<Chunk>(WINDOW);
    documents.each(
        corpus,
        document -> {
          for (Chunk chunk : cutter.cut(chunking, document)) {
            window.add(chunk);
            if (window.size() == WINDOW) {
              consumer.accept(List.copyOf(window));
              window.clear();
            }
          }
        });
    if (!window.isEmpty()) {
      consumer.accept(List.copyOf(window));
    }
  }
}
