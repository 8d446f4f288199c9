package dev.assay.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cells of an experiment by configuration and question.
public final class Cells {
  private final Map<String, Map<String, Cell>> byConfiguration = new HashMap<>();

  public Cells(List<Cell> cells) {
    cells.forEach(cell ->
        byConfiguration
            .computeIfAbsent(cell.configuration(), _ -> new HashMap<>())
            .put(cell.question(), cell));
  }

  /// These and others.
  public Cells and(List<Cell> others) {
    return new Cells(
        Stream.concat(
                byConfiguration.values().stream().flatMap(cells -> cells.values().stream()),
                others.stream())
            .toList());
  }

  /// Null where the question was not asked of the configuration.
  @Nullable Cell find(String configuration, String question) {
    return byConfiguration.getOrDefault(configuration, Map.of()).get(question);
  }

  /// Null where the question has no value: not ranked, or the measure does not apply.
  public @Nullable Double value(String configuration, String question, String measure) {
    Cell cell = find(configuration, question);
    return cell == null ? null : cell.scores().get(measure);
  }

  /// A question that was ranked and has no value is one that the measure does not apply to.
  public boolean ranked(String configuration, String question) {
    Cell cell = find(configuration, question);
    return cell != null
        && switch (cell.state()) {
          case OK, MISS -> true;
          case ERROR, SKIPPED -> false;
        };
  }
}
