package dev.assay.golden;

import dev.assay.corpus.Chunk;
import dev.assay.corpus.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// From evidence to grades of chunks and documents.
///
/// A chunk takes the highest grade of the spans of which it holds at least `minimumCover`, or which
/// fill at least half of the chunk (for small chunks inside long evidence). A chunk that touches a
/// span but holds too little has grade 0, and so has one that holds, in the same sense, a span
/// judged not relevant; one that touches none has no grade, it is unjudged. Evidence on a whole
/// document grades all its chunks. Spans of one document and grade that overlap are merged first,
/// so nothing counts twice. In a chunking without gaps every span has a relevant chunk as long as
/// `minimumCover` is at most a half. All this looks at what a chunk returns.
///
/// @param minimumCover the share of a span that makes a chunk relevant, above 0 and at most 1
public record Grading(double minimumCover) {
  /// A chunk that holds half of a span is relevant.
  public static final Grading DEFAULT = new Grading(0.5);

  /// A span, merged, and its grade.
  private record Graded(Span span, int grade) {}

  public Grading {
    if (!(minimumCover > 0 && minimumCover <= 1)) {
      throw new IllegalArgumentException(
          "minimumCover must be above 0 and at most 1, got " + minimumCover);
    }
  }

  /// The grades of those chunks that are judged, by chunk id, in the order of the chunks.
  ///
  /// @param chunks any; those of documents without evidence are unjudged
  public Map<String, Integer> grades(GoldenQuestion question, Collection<Chunk> chunks) {
    var spans = spans(question);
    var whole = new HashMap<String, Integer>();
    for (var evidence : question.evidence()) {
      if (evidence.wholeDocument()) {
        whole.merge(evidence.document(), evidence.grade(), Math::max);
      }
    }
    var grades = new LinkedHashMap<String, Integer>();
    for (var chunk : chunks) {
      var grade = whole.get(chunk.document());
      for (var graded : spans.getOrDefault(chunk.document(), List.of())) {
        int overlap = graded.span().overlap(chunk.returned());
        boolean relevant = overlap > 0 && relevant(overlap, graded.span(), chunk.returned());
        if (relevant || (overlap > 0 && graded.grade() > 0)) {
          int found = relevant ? graded.grade() : 0;
          grade = grade == null ? found : Math.max(grade, found);
        }
      }
      if (grade != null) {
        grades.put(chunk.id(), grade);
      }
    }
    return grades;
  }

  /// The highest grade of each document with evidence, by document id, ascending.
  public static Map<String, Integer> documentGrades(GoldenQuestion question) {
    var grades = new TreeMap<String, Integer>();
    for (var evidence : question.evidence()) {
      grades.merge(evidence.document(), evidence.grade(), Math::max);
    }
    return grades;
  }

  private boolean relevant(int overlap, Span span, Span chunk) {
    return overlap >= minimumCover * span.length() || 2L * overlap >= chunk.length();
  }

  /// Document id to its spans; those of one grade that overlap are one.
  private static Map<String, List<Graded>> spans(GoldenQuestion question) {
    var merged = new HashMap<String, List<Graded>>();
    question.evidence().stream()
        .filter(evidence -> evidence.span() != null)
        .sorted(Comparator.comparing(evidence -> evidence.start()))
        .forEach(evidence -> {
          var spans = merged.computeIfAbsent(evidence.document(), _ -> new ArrayList<>());
          var span = evidence.span();
          for (int i = 0; i < spans.size(); i++) {
            var other = spans.get(i);
            if (other.grade() == evidence.grade() && other.span().overlap(span) > 0) {
              int end = Math.max(other.span().end(), span.end());
              spans.set(i, new Graded(new Span(other.span().start(), end), other.grade()));
              return;
            }
          }
          spans.add(new Graded(span, evidence.grade()));
        });
    return merged;
  }
}
