package dev.assay.judge;

import java.util.List;
import java.util.Map;

/// Takes texts apart and labels the parts. What it says is evidence; the metrics computed from it
/// are in `metric`. A call that fails is said so, never thrown. Contexts stand in the order they
/// were retrieved.
public sealed interface Judge permits OfflineVerifier, ClaimVerifier, LanguageModelJudge, Silent {

  /// Who judges: `llm:<model>`, `onnx:<directory>@<hash>`, or `offline:verifier@14` where no model
  /// was asked.
  String name();

  /// The claims of a text that answers the question.
  Claims claims(String question, String text);

  /// Labels each item; one valid label an item, matched by id, or none.
  ///
  /// @param data the other places of the check's prompt: `question`, `reference`, `answer`
  /// @param contexts what the items are held against; empty where the items are the chunks
  Marks check(Check check, List<String> items, Map<String, String> data, List<Context> contexts);

  /// Asks for anything else: one JSON object that follows the prompt's schema.
  ///
  /// @param prompt its name with the version
  Reply ask(String prompt, Map<String, ?> data, int maxTokens);
}
