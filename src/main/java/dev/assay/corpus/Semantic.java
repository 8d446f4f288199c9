package dev.assay.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Default;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts where the subject changes: between two sentences whose surroundings have vectors that lie
/// further apart than most neighbours of the document do. A part that is then too long is cut into
/// as many whole sentences as fit.
///
/// The same document, settings and vectors give the same chunks. Described by Kamradt 2023, "5
/// Levels of Text Splitting".
///
/// @param of the model that embeds the sentences, one that comes with the lab: `all-minilm-l6-v2-q`
/// @param maxTokens of a chunk
/// @param percentile from 0 to below 100: the distances above this percentile of the document's are
///   where it is cut; default 95
/// @param window how many sentences before and after a sentence are embedded with it; default 1
public record Semantic(
    @JsonProperty(required = true) String of,
    int maxTokens,
    @Default("95") double percentile,
    @Default("1") int window)
    implements Chunking {
  @SuppressWarnings("ConstantValue") // absent keys of a file arrive as null
  public Semantic {
    if (of == null || of.isBlank()) {
      throw new IllegalArgumentException("of needs the name of a model");
    }
    Outline.checkSize("maxTokens", maxTokens);
    if (!(percentile >= 0 && percentile < 100)) {
      throw new IllegalArgumentException(
          "percentile must be from 0 to below 100, got " + percentile);
    }
    if (window < 0) {
      throw new IllegalArgumentException("window must be at least 0, got " + window);
    }
  }

  /// How far texts lie apart in the model's space.
  @FunctionalInterface
  public interface Distances {
    /// From each text to the next: 1 minus their cosine, one fewer than there are texts.
    double[] between(List<String> texts);
  }

  /// What has to be embedded to cut the document: each sentence with those around it, in order.
  /// Empty where there is nothing to decide.
  public List<String> texts(Document document) {
    Outline outline = outline(document);
    return texts(outline, outline.sentences(maxTokens));
  }

  /// At least one chunk.
  ///
  /// @param distances asked at most once, for [#texts]
  public List<Chunk> chunk(Document document, Distances distances) {
    Outline outline = outline(document);
    List<Integer> sentences = outline.sentences(maxTokens);
    List<String> texts = texts(outline, sentences);
    double[] apart = texts.isEmpty() ? new double[0] : distances.between(texts);
    double threshold = apart.length == 0 ? 0 : percentile(apart);
    var starts = new ArrayList<Integer>();
    int from = 0;
    for (int next = 1; next <= sentences.size(); next++) {
      if (next == sentences.size() || apart[next - 1] > threshold) {
        int to = outline.end(sentences, next);
        starts.addAll(outline.pack(from, to, maxTokens, List.of(Break.SENTENCE)));
        from = to;
      }
    }
    return outline.chunks(starts);
  }

  private static Outline outline(Document document) {
    var outline = new Outline(document);
    outline.markSentences(document.language());
    return outline;
  }

  private List<String> texts(Outline outline, List<Integer> sentences) {
    int count = sentences.size();
    var texts = new ArrayList<String>();
    for (int i = 0; i < count && count > 1; i++) {
      int from = Math.max(i - window, 0);
      int to = (int) Math.min(i + 1L + window, count);
      Span span = outline.span(sentences.get(from), outline.end(sentences, to));
      texts.add(outline.text(span).strip());
    }
    return texts;
  }

  /// Interpolated linearly between the two nearest values.
  private double percentile(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = percentile / 100 * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
