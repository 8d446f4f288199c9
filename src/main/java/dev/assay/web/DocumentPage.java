package dev.assay.web;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Chunking;
import dev.assay.corpus.Document;
import dev.assay.corpus.Fixed;
import dev.assay.corpus.Markdown;
import dev.assay.corpus.ParentChild;
import dev.assay.corpus.Recursive;
import dev.assay.corpus.SentenceWindow;
import dev.assay.corpus.Sentences;
import dev.assay.corpus.Span;
import dev.assay.corpus.Whole;
import dev.assay.experiment.Corpora;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.golden.Evidence;
import dev.assay.golden.GoldenQuestion;
import dev.assay.yaml.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How was it cut: a document under one chunking, with the evidence of the golden questions.
///
/// @param experiment its id
/// @param chunkings the names of those of the experiment, then of some others to compare with
/// @param with the name of the one shown
/// @param units the different texts that the chunks return, numbered in order from 1
/// @param parents whether the texts returned tile the document, several chunks to a text
/// @param shown the chunk whose returned text is shown, or null
/// @param kept how many spans of evidence stand whole in what one chunk returns
public record DocumentPage(
    Query query,
    String experiment,
    Document document,
    List<String> chunkings,
    String with,
    List<Chunk> chunks,
    Map<Span, Integer> units,
    boolean parents,
    @Nullable Chunk shown,
    List<Mark> evidence,
    int kept,
    List<Piece> pieces)
    implements Page {

  /// Evidence of a question in this document.
  ///
  /// @param span all of the document where only the document was judged
  public record Mark(String question, String text, int grade, Span span, boolean whole) {}

  /// A piece of the text that stands in the same chunks and the same evidence all along.
  ///
  /// @param begins the chunks that begin here
  /// @param tint 0 or 1, by turns from chunk to chunk
  /// @param overlap it stands in more than one chunk
  /// @param returned it stands in what the chunk shown returns
  /// @param marks the evidence that begins here
  public record Piece(
      String text,
      List<Chunk> begins,
      int tint,
      boolean overlap,
      boolean evidence,
      boolean returned,
      List<Mark> marks) {
    /// The classes of its style.
    public String look() {
      String ground = overlap ? "overlap" : tint == 0 ? "even" : "odd";
      return returned ? ground + " returned" : ground;
    }
  }

  /// Chunkings to compare with, beside those of the experiment: cutting costs nothing.
  private static final List<Named<Chunking>> OTHERS =
      List.of(
          new Named<>("fixed-160", new Fixed(160, 32)),
          new Named<>("sentences-160", new Sentences(160)),
          new Named<>("recursive-160", new Recursive(160)),
          new Named<>("markdown-160", new Markdown(160)),
          new Named<>("window-3", new SentenceWindow(1, 3, 128)),
          new Named<>("parent-320-child-80", new ParentChild(320, 80)),
          new Named<>("whole", new Whole()));

  private static List<Named<Chunking>> chunkings(List<Named<Chunking>> ofExperiment) {
    var all = new ArrayList<>(ofExperiment);
    for (Named<Chunking> other : OTHERS) {
      boolean known =
          ofExperiment.stream()
              .anyMatch(c -> c.name().equals(other.name()) || c.value().equals(other.value()));
      if (!known) {
        all.add(other);
      }
    }
    return all;
  }

  static DocumentPage of(Catalogue catalogue, Query query) {
    ExperimentRecord experiment = catalogue.experiment(query.text("exp", "last"));
    List<Named<Chunking>> all = chunkings(catalogue.lab().of(experiment).chunkings());
    List<String> names = all.stream().map(Named::name).toList();
    String id = query.required("id");
    Corpora corpora = catalogue.lab().of(experiment).corpora();
    String usual = catalogue.corpus(corpora, id);
    String with = query.text("with", corpora.chunkingsOf(usual).getFirst());
    Chunking chunking =
        all.stream()
            .filter(named -> named.name().equals(with))
            .findFirst()
            .orElseThrow(() ->
                Refusal.unknown(
                    "chunking", with, names, "There are %s.".formatted(String.join(", ", names))))
            .value();
    Document document = catalogue.document(corpora.ofChunkings().getOrDefault(with, usual), id);
    List<Chunk> chunks = catalogue.lab().cut(chunking, document);
    List<Mark> marks = marks(document, catalogue.lab().of(experiment).questions());
    int ordinal = query.number("chunk", 0, chunks.size());
    Chunk shown = ordinal == 0 ? null : chunks.get(ordinal - 1);
    List<Mark> spans = marks.stream().filter(mark -> !mark.whole()).toList();
    return new DocumentPage(
        query,
        experiment.id(),
        document,
        names,
        with,
        chunks,
        units(chunks),
        chunking instanceof ParentChild,
        shown,
        marks,
        (int)
            spans.stream()
                .filter(mark ->
                    chunks.stream()
                        .anyMatch(
                            chunk -> chunk.returned().overlap(mark.span()) == mark.span().length()))
                .count(),
        pieces(document.text(), chunks, shown, spans));
  }

  private static Map<Span, Integer> units(List<Chunk> chunks) {
    var units = new LinkedHashMap<Span, Integer>();
    chunks.forEach(chunk -> units.putIfAbsent(chunk.returned(), units.size() + 1));
    return units;
  }

  private static List<Mark> marks(Document document, List<GoldenQuestion> questions) {
    var marks = new ArrayList<Mark>();
    for (GoldenQuestion question : questions) {
      for (Evidence evidence : question.evidence()) {
        if (!evidence.document().equals(document.id()) || evidence.grade() == 0) {
          continue;
        }
        Span span = evidence.span();
        int length = document.text().length();
        if (span == null ? evidence.wholeDocument() : span.end() <= length) {
          marks.add(
              new Mark(
                  question.id(),
                  question.question(),
                  evidence.grade(),
                  span == null ? new Span(0, length) : span,
                  span == null));
        }
      }
    }
    return marks;
  }

  private static List<Piece> pieces(
      String text, List<Chunk> chunks, @Nullable Chunk shown, List<Mark> marks) {
    var cuts = new TreeSet<Integer>(List.of(0, text.length()));
    chunks.forEach(chunk -> add(cuts, chunk.span()));
    marks.forEach(mark -> add(cuts, mark.span()));
    Span returned = shown == null ? new Span(0, 0) : shown.returned();
    add(cuts, returned);
    var pieces = new ArrayList<Piece>();
    int first = 0; // chunks before it have ended
    int start = 0;
    for (int cut : cuts.tailSet(1)) {
      var piece = new Span(start, cut);
      int from = start;
      while (first < chunks.size() && chunks.get(first).span().end() <= start) {
        first++;
      }
      List<Chunk> here = new ArrayList<>();
      for (int i = first; i < chunks.size() && chunks.get(i).span().start() < cut; i++) {
        if (chunks.get(i).span().overlap(piece) > 0) {
          here.add(chunks.get(i));
        }
      }
      pieces.add(
          new Piece(
              text.substring(start, cut),
              here.stream().filter(chunk -> chunk.span().start() == from).toList(),
              here.isEmpty() ? 0 : here.getLast().ordinal() % 2,
              here.size() > 1,
              marks.stream().anyMatch(mark -> mark.span().overlap(piece) > 0),
              returned.overlap(piece) > 0,
              marks.stream().filter(mark -> mark.span().start() == from).toList()));
      start = cut;
    }
    return pieces;
  }

  private static void add(TreeSet<Integer> cuts, Span span) {
    cuts.add(span.start());
    cuts.add(span.end());
  }

  /// The number of the text that begins with this chunk, where several chunks return one text; else
  /// 0.
  public int unit(Chunk chunk) {
    boolean first = chunk.returned().start() == chunk.span().start();
    return first && parents ? units.getOrDefault(chunk.returned(), 0) : 0;
  }

  /// Whether a chunk returns more than itself.
  public boolean around() {
    return chunks.stream().anyMatch(chunk -> !chunk.returned().equals(chunk.span()));
  }

  /// The same document under another chunking.
  public String chunking(String name) {
    return Query.url("/document", "exp", experiment, "id", document.id(), "with", name);
  }

  /// Shows what the chunk returns.
  public String show(Chunk chunk) {
    return query.with("chunk", String.valueOf(chunk.ordinal())) + "#c" + chunk.ordinal();
  }

  public String question(String id) {
    return Query.url("/x/" + experiment + "/question", "id", id);
  }

  /// How many spans of evidence there are.
  public int spans() {
    return (int) evidence.stream().filter(mark -> !mark.whole()).count();
  }

  @Override
  public String template() {
    return "document";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("document", document);
    data.put("chunking", with);
    data.put("chunkings", chunkings);
    data.put("chunks", chunks.stream().map(Chunk::span).toList());
    data.put("returned", chunks.stream().map(Chunk::returned).toList());
    data.put("evidence", evidence);
    return data;
  }
}
