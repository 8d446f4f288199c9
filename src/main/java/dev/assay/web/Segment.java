package dev.assay.web;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Span;
import dev.assay.golden.Evidence;
import dev.assay.lexical.Analyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A piece of a chunk's text that is marked in one way all along.
///
/// @param evidence some evidence covers it
/// @param term it is a term of the question
/// @param around it is returned with the chunk that was found and does not stand in it
public record Segment(String text, boolean evidence, boolean term, boolean around) {

  /// Cuts what a chunk returns where evidence, a term or the chunk begins or ends, so that all can
  /// be shown wherever they cross. Together the pieces are the text without the blanks at its end.
  ///
  /// @param returned the text that is returned, where that is more than the chunk's own; else null
  /// @param wanted the terms of the question
  static List<Segment> of(
      Chunk chunk,
      @Nullable String returned,
      List<Evidence> evidence,
      Set<String> wanted,
      Analyzer analyzer) {
    String text = (returned == null ? chunk.text() : returned).stripTrailing();
    int offset = chunk.returned().start();
    var found = List.of(inside(chunk.span(), offset, text.length()));
    List<Span> marks =
        evidence.stream()
            .map(Evidence::span)
            .filter(Objects::nonNull)
            .map(span -> inside(span, offset, text.length()))
            .filter(span -> span.length() > 0)
            .toList();
    List<Span> terms =
        analyzer.terms(text).stream()
            .filter(term -> wanted.contains(term.term()))
            .map(term -> new Span(term.start(), term.end()))
            .toList();
    var cuts = new TreeSet<>(Set.of(0, text.length()));
    found.forEach(span -> add(cuts, span));
    marks.forEach(span -> add(cuts, span));
    terms.forEach(span -> add(cuts, span));
    var segments = new ArrayList<Segment>();
    int start = 0;
    for (int cut : cuts.tailSet(1)) {
      var piece = new Span(start, cut);
      segments.add(
          new Segment(
              text.substring(start, cut),
              covered(piece, marks),
              covered(piece, terms),
              !covered(piece, found)));
      start = cut;
    }
    return segments;
  }

  /// The terms to look for.
  static Set<String> terms(String question, Analyzer analyzer) {
    return analyzer.terms(question).stream().map(term -> term.term()).collect(Collectors.toSet());
  }

  private static Span inside(Span span, int offset, int length) {
    int start = Math.clamp(span.start() - offset, 0, length);
    return new Span(start, Math.clamp(span.end() - offset, start, length));
  }

  private static void add(Set<Integer> cuts, Span span) {
    cuts.add(span.start());
    cuts.add(span.end());
  }

  private static boolean covered(Span piece, List<Span> spans) {
    return spans.stream().anyMatch(span -> span.overlap(piece) > 0);
  }
}
