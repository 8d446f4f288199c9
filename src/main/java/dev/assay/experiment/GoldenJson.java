package dev.assay.experiment;

import dev.assay.Json;
import dev.assay.golden.GoldenQuestion;
import java.util.List;
import java.util.stream.Collectors;

/// Golden questions as JSON Lines, the way an experiment keeps them.
public final class GoldenJson {
  private GoldenJson() {}

  public static String write(List<GoldenQuestion> questions) {
    return questions.stream()
        .map(Json.MAPPER::writeValueAsString)
        .collect(Collectors.joining("\n"));
  }

  public static List<GoldenQuestion> read(String lines) {
    return lines.lines().map(line -> Json.MAPPER.readValue(line, GoldenQuestion.class)).toList();
  }
}
