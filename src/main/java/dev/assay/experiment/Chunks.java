package dev.assay.experiment;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Fixed;
import dev.assay.corpus.Markdown;
import dev.assay.corpus.ParentChild;
import dev.assay.corpus.Recursive;
import dev.assay.corpus.Semantic;
import dev.assay.corpus.SentenceWindow;
import dev.assay.corpus.Sentences;
import dev.assay.corpus.Span;
import dev.assay.corpus.Tokens;
import dev.assay.corpus.Whole;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Region;
import dev.assay.ranking.Ranking;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The chunks of a corpus under one chunking. Chunking is a pure function of a document, so nothing
/// is stored: a chunk is cut again when somebody asks for it. Not thread safe.
///
/// What is searched and what a reader gets can be two spans. Chunks that return the same text are
/// one unit, named by the first of them: a ranking counts it once, and it is what is graded.
public final class Chunks {
  private static final int KEPT_DOCUMENTS = 500;

  private final CorpusStore documents;
  private final Cutter cutter;
  private final String corpus;
  private final Chunking chunking;
  private final Map<String, Boolean> documentKnown = new HashMap<>();
  private final Map<String, Cut> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cut> eldest) {
          return size() > KEPT_DOCUMENTS;
        }
      };

  /// A document's text and its chunks.
  private record Cut(String text, List<Chunk> chunks) {
    private static final Cut NONE = new Cut("", List.of());

    String at(int start, int end) {
      return text.substring(start, end);
    }
  }

  public Chunks(CorpusStore documents, Cutter cutter, String corpus, Chunking chunking) {
    this.documents = documents;
    this.cutter = cutter;
    this.corpus = corpus;
    this.chunking = chunking;
  }

  /// Whether the corpus has the document.
  boolean known(String document) {
    return documentKnown.computeIfAbsent(document, id -> documents.has(corpus, id));
  }

  List<Chunk> of(String document) {
    return cut(document).chunks();
  }

  private Cut cut(String document) {
    return kept.computeIfAbsent(
        document,
        id ->
            documents
                .find(corpus, id)
                .map(found -> new Cut(found.text(), cutter.cut(chunking, found)))
                .orElse(Cut.NONE));
  }

  /// The chunk of an id.
  ///
  /// @throws NoSuchElementException if the corpus has no such chunk
  public Chunk find(String chunkId) {
    List<Chunk> all = of(Chunk.documentOf(chunkId));
    int ordinal = Integer.parseInt(chunkId.substring(chunkId.lastIndexOf('#') + 1));
    if (ordinal < 1 || ordinal > all.size()) {
      throw new NoSuchElementException("no chunk " + chunkId);
    }
    return all.get(ordinal - 1);
  }

  public boolean has(String chunkId) {
    int mark = chunkId.lastIndexOf('#');
    return mark > 0
        && of(chunkId.substring(0, mark)).stream().anyMatch(c -> c.id().equals(chunkId));
  }

  /// What a reader gets when this chunk is found.
  public String returned(Chunk chunk) {
    return cut(chunk.document()).at(chunk.returned().start(), chunk.returned().end());
  }

  /// The id of the unit: of the first chunk that returns the same as this one.
  public String unit(String chunkId) {
    return sharing() ? first(find(chunkId)).id() : chunkId;
  }

  private Chunk first(Chunk chunk) {
    List<Chunk> all = of(chunk.document());
    int at = chunk.ordinal() - 1;
    while (at > 0 && all.get(at - 1).returned().equals(chunk.returned())) {
      at--;
    }
    return all.get(at);
  }

  private boolean sharing() {
    return switch (chunking) {
      case SentenceWindow _, ParentChild _ -> true;
      case Whole _, Fixed _, Sentences _, Recursive _, Markdown _, Semantic _ -> false;
    };
  }

  /// The best hit of each unit.
  public Ranking distinct(Ranking ranking) {
    if (!sharing()) {
      return ranking;
    }
    var seen = new HashSet<String>();
    return new Ranking(ranking.hits().stream().filter(hit -> seen.add(unit(hit.id()))).toList());
  }

  /// Where what the chunk returns stands.
  public Region region(String chunkId) {
    Chunk chunk = find(chunkId);
    return new Region(chunk.document(), chunk.returned().start(), chunk.returned().end());
  }

  /// Where the hits stand, best first; each is looked up when it is asked for.
  Iterator<Region> regions(Ranking ranking) {
    return ranking.hits().stream().map(hit -> region(hit.id())).iterator();
  }

  /// Where the lab's own tokens start in a region.
  public int[] tokens(Region region) {
    String text = cut(region.document()).at(region.start(), region.end());
    return Arrays.stream(Tokens.starts(text)).map(start -> region.start() + start).toArray();
  }

  /// Every unit of the documents that hold evidence for the question.
  public List<Chunk> around(GoldenQuestion question) {
    return question.evidence().stream()
        .map(Evidence::document)
        .distinct()
        .flatMap(document -> of(document).stream())
        .filter(chunk -> chunk.equals(first(chunk)))
        .toList();
  }

  /// Every chunk that returns this.
  public List<Chunk> ofUnit(String unit) {
    Span returned = find(unit).returned();
    return of(Chunk.documentOf(unit)).stream()
        .filter(chunk -> chunk.returned().equals(returned))
        .toList();
  }
}
