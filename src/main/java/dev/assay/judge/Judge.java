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

  /// What can be said about faithfulness without reading a claim, or null where there is work to
  /// do.
  static @Nullable Faithfulness withoutClaims(Answer answer, List<Context> contexts) {
    if (answer.failure() != null) {
      return Faithfulness.without(new Outcome.Failed("there is no answer: " + answer.failure()));
    }
    if (answer.declined()) {
      return Faithfulness.without(new Outcome.Abstained("the answer declines the question"));
    }
    if (answer.text().isBlank()) {
      return Faithfulness.without(new Outcome.NotApplicable("the answer is empty"));
    }
    if (contexts.stream().allMatch(context -> context.text().isBlank())) {
      return Faithfulness.without(new Outcome.NotApplicable("there are no contexts"));
    }
    return null;
  }

  /// What can be said about context precision without reading a chunk, or null.
  static @Nullable ContextPrecision withoutChunks(
      @Nullable String reference, List<Context> contexts) {
    if (reference == null || reference.isBlank()) {
      return ContextPrecision.without(
          new Outcome.NotApplicable("the golden question has no answer to compare with"));
    }
    return contexts.isEmpty()
        ? ContextPrecision.without(new Outcome.NotApplicable("there are no contexts"))
        : null;
  }
}
