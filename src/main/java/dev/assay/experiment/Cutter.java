package dev.assay.experiment;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Document;
import dev.assay.corpus.Semantic;
import dev.assay.corpus.TextChunking;
import dev.assay.embed.Embedded;
import dev.assay.embed.Embedder;
import dev.assay.embed.Role;
import dev.assay.embed.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// Cuts documents under any chunking. [Semantic] needs vectors of sentences: they are stored like
/// those of chunks, so that a document is embedded once and always cut alike.
public final class Cutter {
  /// Sentences embedded at a time, those of many small documents together.
  private static final int BATCH = 512;

  private final VectorStore vectors;
  private final Models models;

  public Cutter(VectorStore vectors, Models models) {
    this.vectors = vectors;
    this.models = models;
  }

  /// At least one chunk.
  public List<Chunk> cut(Chunking chunking, Document document) {
    return switch (chunking) {
      case TextChunking text -> text.chunk(document);
      case Semantic semantic -> semantic.chunk(document, texts -> distances(semantic, texts));
    };
  }

  /// What the chunks of a document depend on beside the document.
  public String fingerprint(Chunking chunking) {
    return switch (chunking) {
      case TextChunking text -> text.toString();
      case Semantic semantic -> semantic + " " + embedder(semantic).fingerprint();
    };
  }

  /// Embeds what a chunking must see to cut the corpus and has no vector yet.
  ///
  /// @param progress gets the number of sentences done since the last call
  /// @return how many texts were sent to the model
  public int embed(CorpusStore documents, String corpus, Semantic semantic, IntConsumer progress) {
    int[] embedded = {0};
    var batch = new ArrayList<String>();
    Runnable flush =
        () -> {
          embedded[0] += ensure(semantic, batch);
          progress.accept(batch.size());
          batch.clear();
        };
    documents.each(
        corpus,
        document -> {
          batch.addAll(semantic.texts(document));
          if (batch.size() >= BATCH) {
            flush.run();
          }
        });
    flush.run();
    return embedded[0];
  }

  private double[] distances(Semantic semantic, List<String> texts) {
    ensure(semantic, texts);
    var stored = vectors.all(embedder(semantic).fingerprint(), Role.DOCUMENT, texts);
    double[] apart = new double[texts.size() - 1];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = 1 - Vectors.cosine(stored.get(i).components(), stored.get(i + 1).components());
    }
    return apart;
  }

  private int ensure(Semantic semantic, List<String> texts) {
    return vectors.ensure(embedder(semantic), Role.DOCUMENT, texts, done -> {});
  }

  private Embedder embedder(Semantic semantic) {
    return models.embedder(new Embedded(semantic.of()));
  }
}
