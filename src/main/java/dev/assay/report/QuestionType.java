package dev.assay.report;

import dev.assay.Json;
import dev.assay.golden.GoldenQuestion;
import org.jspecify.annotations.Nullable;

/// The type of a question as its file spells it.
public final class QuestionType {
  private QuestionType() {}

  /// `multiHop`; null where the question has none.
  public static @Nullable String name(GoldenQuestion question) {
    return question.type() == null ? null : Json.MAPPER.convertValue(question.type(), String.class);
  }
}
