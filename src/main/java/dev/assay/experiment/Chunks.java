package dev.assay.experiment;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Span;
import dev.assay.corpus.Tokens;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Region;
import dev.assay.ranking.Ranking;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The chunks of a corpus under one chunking. Chunking is a pure function of a document, so nothing
/// is stored: a chunk is cut again when somebody asks for it. Not thread safe.
final class Chunks {
  private static final int KEPT_DOCUMENTS = 500;

  private final CorpusStore documents;
  private final String corpus;
  private final Chunking chunking;
  private final Map<String, List<Chunk>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Chunk>> eldest) {
          return size() > KEPT_DOCUMENTS;
        }
      };

  Chunks(CorpusStore documents, String corpus, Chunking chunking) {
    this.documents = documents;
    this.corpus = corpus;
    this.chunking = chunking;
  }

  List<Chunk> of(String document) {
    return kept.computeIfAbsent(
        document, id -> documents.find(corpus, id).map(chunking::chunk).orElse(List.of()));
  }

  /// @throws NoSuchElementException if the corpus has no such chunk
  Chunk find(String chunkId) {
    List<Chunk> all = of(Chunk.documentOf(chunkId));
    int ordinal = Integer.parseInt(chunkId.substring(chunkId.lastIndexOf('#') + 1));
    if (ordinal < 1 || ordinal > all.size()) {
      throw new NoSuchElementException("no chunk " + chunkId);
    }
    return all.get(ordinal - 1);
  }

  boolean has(String chunkId) {
    int mark = chunkId.lastIndexOf('#');
    return mark > 0
        && of(chunkId.substring(0, mark)).stream().anyMatch(c -> c.id().equals(chunkId));
  }

  Region region(String chunkId) {
    Chunk chunk = find(chunkId);
    return new Region(chunk.document(), chunk.span().start(), chunk.span().end());
  }

  /// Where the hits stand, best first; each is looked up when it is asked for.
  Iterator<Region> regions(Ranking ranking) {
    return ranking.hits().stream().map(hit -> region(hit.id())).iterator();
  }

  /// Where the lab's own tokens start in a chunk's region.
  int[] tokens(Region region) {
    String text =
        of(region.document()).stream()
            .filter(chunk -> chunk.span().equals(new Span(region.start(), region.end())))
            .findFirst()
            .map(Chunk::text)
            .orElseThrow(() -> new NoSuchElementException("no chunk stands at " + region));
    return Arrays.stream(Tokens.starts(text)).map(start -> region.start() + start).toArray();
  }

  /// Every chunk of the documents that hold evidence for the question.
  List<Chunk> around(GoldenQuestion question) {
    return question.evidence().stream()
        .map(Evidence::document)
        .distinct()
        .flatMap(document -> of(document).stream())
        .toList();
  }
}
