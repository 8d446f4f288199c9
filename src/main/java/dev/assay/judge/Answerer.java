package dev.assay.judge;

import java.util.List;

/// Answers questions from retrieved chunks.
public sealed interface Answerer permits ExtractiveAnswerer, LanguageModelAnswerer {
  /// Who answers: `llm:<model>`, or `offline:extractive` where no model is asked.
  String name();

  /// From these contexts alone. A call that fails is said so, never thrown.
  ///
  /// @param contexts in the order they were retrieved
  Answer answer(String question, List<Context> contexts);
}
