package dev.assay.experiment;

import dev.assay.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// One question under one configuration.
///
/// @param reason why there is no score, or null
/// @param scores measure to value; a measure that does not apply is absent
public record Cell(
    String configuration,
    String question,
    State state,
    @Nullable String reason,
    Map<String, Double> scores) {

  /// How the question fared.
  public enum State {
    /// Ranked, with evidence within the depth.
    OK,
    /// Ranked, without evidence within the depth: a true 0.
    MISS,
    /// The retrieval failed; the reason is kept.
    ERROR,
    /// Not tried, or nothing to find: the question is unanswerable or its evidence is not in the
    /// corpus.
    SKIPPED
  }

  Cell withScores(Map<String, Double> changed) {
    return new Cell(configuration, question, state, reason, changed);
  }

  static Map<String, Double> scores(String json) {
    return Json.MAPPER.readValue(json, new TypeReference<TreeMap<String, Double>>() {});
  }
}
