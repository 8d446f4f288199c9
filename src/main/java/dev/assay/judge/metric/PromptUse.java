package dev.assay.judge.metric;

import dev.assay.judge.Prompt;
import dev.assay.judge.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which prompts a metric asks with, beside the one that answers.
public final class PromptUse {
  private static final List<String> CLAIMS =
      List.of("faithfulness-claims@1", "faithfulness-verdicts@1");
  private static final List<String> USEFUL = List.of("context-precision@1");
  private static final List<String> SUPPORT = List.of("faithfulness-verdicts@1");

  /// By the name without its version, or its family.
  private static final Map<String, List<String>> USE =
      Map.ofEntries(
          Map.entry("faithfulness", CLAIMS),
          Map.entry("contextPrecision", USEFUL),
          Map.entry("ragas:", CLAIMS),
          Map.entry("ragas:answerRelevancy", List.of("answer-questions@1")),
          Map.entry("ragas:contextPrecision", USEFUL),
          Map.entry("ragas:contextUtilization", USEFUL),
          Map.entry("ragas:contextRecall", SUPPORT),
          Map.entry("ragchecker:", CLAIMS),
          Map.entry("deepeval:faithfulness", List.of("faithfulness-claims@1", "consistency@1")),
          Map.entry("deepeval:answerRelevancy", List.of("faithfulness-claims@1", "pertinence@1")),
          Map.entry("deepeval:contextualPrecision", USEFUL),
          Map.entry("deepeval:contextualRecall", SUPPORT),
          Map.entry("deepeval:contextualRelevancy", List.of("context-statements@1")),
          Map.entry("trulens:contextRelevance", List.of("context-grade@1")),
          Map.entry("trulens:groundedness", List.of("groundedness-grade@1")),
          Map.entry("trulens:answerRelevance", List.of("answer-grade@1")),
          Map.entry("phoenix:relevance", List.of("chunk-relevance@1")),
          Map.entry("phoenix:hallucination", List.of("hallucination@1")),
          Map.entry("umbrela:", List.of("passage-grade@1")),
          Map.entry(Criterion.FAMILY, List.of("criterion@1")),
          Map.entry("nuggets:", List.of("passage-grade@1", "nugget-list@1", "nugget-support@1")));

  private PromptUse() {}

  /// The names of the prompts a metric asks with.
  static List<String> of(Metric metric) {
    String name = metric.shortName();
    String family = name.substring(0, name.indexOf(':') + 1);
    return USE.getOrDefault(name, USE.getOrDefault(family, List.of()));
  }

  /// What asks with the prompt: metrics by their names, or what else does.
  public static List<String> of(Prompt prompt) {
    var users = new ArrayList<String>();
    switch (prompt.name()) {
      case Prompts.ANSWER -> users.add("answers to questions");
      case "criterion@1" -> users.add("criteria of your own");
      case Prompts.SYNTH -> users.add("assay synth");
      case Prompts.RERANK -> users.add("rerankers of the kind Llm");
      default -> {}
    }
    Metric.all().stream()
        .filter(metric -> of(metric).contains(prompt.name()))
        .forEach(metric -> users.add(metric.name()));
    return users;
  }
}
