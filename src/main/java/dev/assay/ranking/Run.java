package dev.assay.ranking;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rankings of all questions by one configuration.
///
/// @param byQuestion question id to ranking; keeps the order of the map it is given
public record Run(Map<String, Ranking> byQuestion) {
  public Run {
    byQuestion = Collections.unmodifiableMap(new LinkedHashMap<>(byQuestion));
  }
}
