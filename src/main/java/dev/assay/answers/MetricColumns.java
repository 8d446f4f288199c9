package dev.assay.answers;

import dev.assay.judge.metric.Direction;
import dev.assay.judge.metric.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the tools call the metrics that Assay computes too, in the versions that `AnswerFormat`
/// names. TruLens leaves the names to its user: these are those of its documentation.
public final class MetricColumns {
  private static final String OWN = "assay:";

  private static final Map<String, String> RAGAS =
      Map.of(
          "faithfulness", "faithfulness",
          "answerRelevancy", "answer_relevancy",
          "contextPrecision", "context_precision",
          "contextUtilization", "context_utilization",
          "contextRecall", "context_recall",
          "noiseSensitivity", "noise_sensitivity(mode=relevant)",
          "noiseSensitivityIrrelevant", "noise_sensitivity(mode=irrelevant)",
          "factualCorrectness", "factual_correctness(mode=f1)",
          "answerCorrectness", "answer_correctness");

  private static final Map<String, String> DEEPEVAL =
      Map.of(
          "faithfulness", "Faithfulness",
          "answerRelevancy", "Answer Relevancy",
          "contextualPrecision", "Contextual Precision",
          "contextualRecall", "Contextual Recall",
          "contextualRelevancy", "Contextual Relevancy");

  private static final Map<String, String> TRULENS =
      Map.of(
          "contextRelevance", "Context Relevance",
          "groundedness", "Groundedness",
          "answerRelevance", "Answer Relevance");

  private static final Map<String, String> PHOENIX = Map.of("hallucination", "hallucination");

  /// Further names that Ragas gives the same metrics.
  private static final Map<String, String> ALSO =
      Map.of(
          "llm_context_precision_with_reference", "context_precision",
          "llm_context_precision_without_reference", "context_utilization");

  private MetricColumns() {}

  private static Map<String, String> names(AnswerFormat format) {
    return switch (format) {
      case ASSAY -> Map.of();
      case RAGAS -> RAGAS;
      case DEEPEVAL -> DEEPEVAL;
      case TRULENS -> TRULENS;
      case PHOENIX -> PHOENIX;
    };
  }

  /// The tool's name of one of its metrics, `my_rubric` of `ragas:my_rubric`; any other keeps its
  /// own, `ragchecker:f1@0.1`, `assay:faithfulness`.
  ///
  /// @param metric a name as `docs/judges.md` spells it
  public static String column(AnswerFormat format, String metric) {
    if (format == AnswerFormat.ASSAY) {
      return metric;
    }
    String family = format + ":";
    if (metric.startsWith(family)) {
      String own = metric.substring(family.length());
      String tools = names(format).get(own.replaceFirst("@.*", ""));
      boolean comesBack = known(metric).isEmpty() && metric(format, own).equals(metric);
      return tools != null ? tools : comesBack ? own : metric;
    }
    return hasFamily(metric) ? metric : OWN + metric;
  }

  /// The other way round, without a version, which no file says: `answer_relevancy` of Ragas is
  /// `ragas:answerRelevancy`, and what Assay does not know `ragas:my_rubric`.
  static String metric(AnswerFormat format, String column) {
    if (format == AnswerFormat.ASSAY) {
      return column;
    }
    if (column.startsWith(OWN)) {
      return column.substring(OWN.length());
    }
    if (hasFamily(column)) {
      return column;
    }
    String usual = ALSO.getOrDefault(column, column);
    return names(format).entrySet().stream()
        .filter(entry -> entry.getValue().equals(usual))
        .map(entry -> format + ":" + entry.getKey())
        .findFirst()
        .orElse(format + ":" + column);
  }

  /// Whether a name says whose metric it is: a tool's, or one that Assay knows.
  private static boolean hasFamily(String name) {
    return Stream.of(AnswerFormat.values())
            .anyMatch(tool -> tool != AnswerFormat.ASSAY && name.startsWith(tool + ":"))
        || (name.contains(":") && known(name).isPresent());
  }

  /// Whether a metric can be so low: all are 0 or more but a cosine.
  static boolean reaches(String metric, double value) {
    return value >= 0 || metric.startsWith("ragas:answerRelevancy");
  }

  /// Which way a metric of ours is good; null for one that Assay does not know.
  static @Nullable Direction direction(String metric) {
    return known(metric).map(Metric::direction).orElse(null);
  }

  private static Optional<Metric> known(String name) {
    try {
      return Metric.find(name);
    } catch (IllegalArgumentException _) { // somebody else's name that begins like a criterion
      return Optional.empty();
    }
  }
}
