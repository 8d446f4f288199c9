package dev.assay.answers;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whose names the columns of a file of answers have. The first name of a column is the one
/// written; any of them is read.
public enum AnswerFormat {
  /// Ours.
  ASSAY("id", "question", "contexts", "answer", "reference"),
  /// Ragas 0.4, and the names before 0.2.
  RAGAS(
      "id|sample_id",
      "user_input|question",
      "retrieved_contexts|contexts",
      "response|answer",
      "reference|ground_truth"),
  /// Test cases, goldens and test runs of DeepEval 4.3, in snake case or camel case. Its `context`
  /// is what should have been retrieved, and not read.
  DEEPEVAL(
      "name|id",
      "input",
      "retrieval_context|retrievalContext",
      "actual_output|actualOutput",
      "expected_output|expectedOutput"),
  /// Records of TruLens 2.16.
  TRULENS(
      "record_id|id",
      "input|main_input|query",
      "contexts|context|retrieved_contexts",
      "output|main_output|response",
      "ground_truth|expected_output|expected_response"),
  /// Evaluation data and spans of Phoenix evals 3.9. In older ones `reference` is the retrieved
  /// text.
  PHOENIX(
      "context.span_id|span_id|id",
      "input|attributes.input.value|query|question",
      "context|reference|contexts|documents|attributes.retrieval.documents",
      "output|attributes.output.value|response|answer",
      "expected|expected_output|ground_truth|correct_answer");

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

  public List<String> id() {
    return names(id);
  }

  public List<String> question() {
    return names(question);
  }

  public List<String> contexts() {
    return names(contexts);
  }

  public List<String> answer() {
    return names(answer);
  }

  public List<String> reference() {
    return names(reference);
  }

  /// Every name of every column.
  Set<String> columns() {
    return Stream.of(id, question, contexts, answer, reference)
        .flatMap(names -> names(names).stream())
        .collect(Collectors.toUnmodifiableSet());
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
