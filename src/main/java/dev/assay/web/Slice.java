package dev.assay.web;

import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Mean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The questions of one kind: the primary measure per configuration.
///
/// @param property `type`, `language` or `collection`
/// @param values configuration to mean
/// @param best the highest of them, null where none was scored
public record Slice(
    String property, String value, int n, Map<String, Mean> values, @Nullable Double best) {
  /// Whether this configuration has the highest value.
  public boolean isBest(@Nullable Mean mean) {
    return mean != null && best != null && best.equals(mean.mean());
  }

  static List<Slice> of(List<ConfigurationResult> all) {
    var names = new LinkedHashMap<String, SequencedSet<String>>();
    for (ConfigurationResult configuration : all) {
      configuration
          .slices()
          .forEach((property, means) ->
              names.computeIfAbsent(property, p -> new LinkedHashSet<>()).addAll(means.keySet()));
    }
    var slices = new ArrayList<Slice>();
    names.forEach((property, values) -> {
      for (String value : values) {
        slices.add(slice(all, property, value));
      }
    });
    return slices;
  }

  private static Slice slice(List<ConfigurationResult> all, String property, String value) {
    var means = new LinkedHashMap<String, Mean>();
    for (ConfigurationResult configuration : all) {
      Mean mean = configuration.slices().getOrDefault(property, Map.of()).get(value);
      if (mean != null) {
        means.put(configuration.id(), mean);
      }
    }
    return new Slice(
        property,
        property.equals("type") ? Numbers.camelCase(value) : value,
        means.values().stream().mapToInt(Mean::expected).max().orElse(0),
        means,
        means.values().stream()
            .map(Mean::mean)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }
}
