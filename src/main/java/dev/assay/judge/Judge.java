package dev.assay.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers questions from retrieved chunks and judges the answers and the chunks. A call that fails
/// is an outcome, never an exception. Contexts stand in the order they were retrieved.
public sealed interface Judge permits OfflineVerifier, LanguageModelJudge {

  /// Who judges: `llm:<model>`, or `offline:verifier@1` where no language model was asked.
  String name();

  Answer answer(String question, List<Context> contexts);

  Faithfulness faithfulness(String question, Answer answer, List<Context> contexts);

  /// Do the chunks that help to arrive at the reference answer stand first?
  ///
  /// @param reference the golden answer, or null where the golden question has none
  ContextPrecision contextPrecision(
      String question, @Nullable String reference, List<Context> contexts);
}
