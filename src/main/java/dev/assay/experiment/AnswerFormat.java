package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/// Whose names the columns of a file of answers have. The first name of a column is the one
/// written; any of them is read.
public enum AnswerFormat {
  /// Ours.
  ASSAY("id", "question", "contexts", "answer", "reference"),
  /// Ragas 0.2 and later, and the names before.
  RAGAS(
      "id|sample_id",
      "user_input|question",
      "retrieved_contexts|contexts",
      "response|answer",
      "reference|ground_truth"),
  /// Test cases and goldens, in snake case or camel case. Its `context` is what should have been
  /// retrieved, and not read.
  DEEPEVAL(
      "name|id",
      "input",
      "retrieval_context|retrievalContext",
      "actual_output|actualOutput",
      "expected_output|expectedOutput"),
  /// Records.
  TRULENS(
      "record_id|id",
      "input|main_input|query",
      "contexts|context|retrieved_contexts",
      "output|main_output|response",
      "ground_truth|expected_output|expected_response"),
  /// Evaluation data and spans. Its `reference` is the retrieved text.
  PHOENIX(
      "id|context.span_id|span_id",
      "input|attributes.input.value|query|question",
      "reference|context|contexts|documents|attributes.retrieval.documents",
      "output|attributes.output.value|response|answer",
      "expected_output|expected|ground_truth|correct_answer");

  private final String id;
  private final String question;
  private final String contexts;
  private final String answer;
  private final String reference;

  AnswerFormat(String id, String question, String contexts, String answer, String reference) {
    this.id = id;
    this.question = question;
    this.contexts = contexts;
    this.answer = answer;
    this.reference = reference;
  }

  List<String> id() {
    return names(id);
  }

  List<String> question() {
    return names(question);
  }

  List<String> contexts() {
    return names(contexts);
  }

  List<String> answer() {
    return names(answer);
  }

  List<String> reference() {
    return names(reference);
  }

  private static List<String> names(String names) {
    return List.of(names.split("\\|", -1));
  }

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
