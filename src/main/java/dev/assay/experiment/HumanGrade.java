package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person says about a text and a golden question.
///
/// @param start of the text in its document, in Java `char`s; null together with `end` for the
///   whole document
/// @param grade 1 useful, 2 important, 3 the answer; 0 judged not relevant
/// @param by who judged; null where nobody said
/// @param at when; the newest grade of a text counts
public record HumanGrade(
    String question,
    String document,
    @Nullable Integer start,
    @Nullable Integer end,
    @JsonProperty(required = true) int grade,
    @Nullable String by,
    Instant at,
    @Nullable String note) {

  @SuppressWarnings("ConstantValue") // absent keys of a file arrive as null
  public HumanGrade {
    if (question == null || question.isBlank() || document == null || document.isBlank()) {
      throw new IllegalArgumentException("a grade needs a question and a document");
    }
    if (grade < 0 || grade > 3) {
      throw new IllegalArgumentException("grade must be 0 to 3, got " + grade);
    }
    if ((start == null) != (end == null) || (start != null && (start < 0 || end <= start))) {
      throw new IllegalArgumentException("not a span: %s-%s".formatted(start, end));
    }
    if (at == null) {
      throw new IllegalArgumentException("'at' is missing");
    }
  }
}
