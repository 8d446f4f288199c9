package dev.assay.experiment;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What has a value for each question and can be held against others.
public sealed interface Compared permits Configuration, RunFile {
  /// Names it in tables and links.
  String id();

  /// What it is made of, in the order of the label, and their names.
  Map<String, String> factors();

  /// `markdown · bge-small · rrf`, with the reranker after it where there is one.
  default String label() {
    return label(Set.of());
  }

  /// The label without some factors; all of it where nothing would be left.
  default String label(Set<String> without) {
    String label =
        factors().entrySet().stream()
            .filter(factor -> !without.contains(factor.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(" · "));
    return label.isEmpty() ? label() : label;
  }
}
