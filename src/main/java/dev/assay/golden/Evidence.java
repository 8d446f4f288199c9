package dev.assay.golden;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.corpus.Span;
import org.jspecify.annotations.Nullable;

/// What a ranking should find: a span of a document, or all of it.
///
/// With neither offsets nor a quote the whole document is meant. A quote without offsets is a
/// draft, which `assay golden reanchor` completes; until then it grades nothing.
///
/// @param document its id
/// @param start of the span in the document's text, in Java `char`s; null together with `end`
/// @param end behind the span
/// @param quote the document's text at the span, exactly; it finds the span again after an edit
/// @param grade 1 useful, 2 important, 3 the answer; 0 judged not relevant
public record Evidence(
    String document,
    @Nullable Integer start,
    @Nullable Integer end,
    @Nullable String quote,
    @JsonProperty(required = true) int grade) {

  @SuppressWarnings("ConstantValue") // absent keys of a file arrive as null
  public Evidence {
    if (document == null || document.isBlank()) {
      throw new IllegalArgumentException("evidence needs a document");
    }
    if (grade < 0 || grade > 3) {
      throw new IllegalArgumentException("grade must be 0 to 3, got " + grade);
    }
    if ((start == null) != (end == null)) {
      throw new IllegalArgumentException("evidence needs both start and end, or neither");
    }
    if (start != null && end != null && (start < 0 || end <= start)) {
      throw new IllegalArgumentException("not a span: %d-%d".formatted(start, end));
    }
    if (quote != null && quote.isBlank()) {
      throw new IllegalArgumentException("the quote is blank");
    }
  }

  /// A whole document, as BEIR and TREC judge.
  public static Evidence whole(String document, int grade) {
    return new Evidence(document, null, null, null, grade);
  }

  /// The span, or null where the evidence has no offsets.
  public @Nullable Span span() {
    return start == null || end == null ? null : new Span(start, end);
  }

  /// Whether all of the document is meant.
  public boolean wholeDocument() {
    return start == null && quote == null;
  }
}
