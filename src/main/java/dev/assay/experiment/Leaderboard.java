package dev.assay.experiment;

import dev.assay.Json;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Percentile;
import dev.assay.measure.Score;
import dev.assay.measure.Summary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The means of an experiment, from its cells.
public final class Leaderboard {
  private final ExperimentFile file;
  private final List<GoldenQuestion> questions;
  private final Bootstrap bootstrap;
  private final Cells cells;
  private final Map<String, String> clusters = new HashMap<>();

  public Leaderboard(
      ExperimentFile file, List<GoldenQuestion> questions, List<Cell> cells, Bootstrap bootstrap) {
    this.file = file;
    this.questions = questions;
    this.bootstrap = bootstrap;
    questions.forEach(
        question -> clusters.put(question.id(), file.statistics().cluster().of(question)));
    this.cells = new Cells(cells);
  }

  /// The ids of the configurations that were scored, best mean of the primary measure first, ties
  /// by id.
  public List<String> order(List<Configuration> configurations) {
    var values = new HashMap<String, Double>();
    for (Configuration configuration : configurations) {
      Double mean = mean(configuration.id(), file.decision().primary(), _ -> true).mean();
      if (mean != null) {
        values.put(configuration.id(), mean);
      }
    }
    return configurations.stream()
        .map(Configuration::id)
        .filter(values::containsKey)
        .sorted(Comparator.comparingDouble((String id) -> -values.getOrDefault(id, 0.0)))
        .toList();
  }

  public Result.ConfigurationResult of(
      Configuration configuration,
      int chunks,
      Map<String, List<Double>> latencies,
      @Nullable Integer truncatedPassages,
      Result.@Nullable Judged judged) {
    var measures = new LinkedHashMap<String, Result.Mean>();
    for (String measure : file.measures()) {
      measures.put(measure, mean(configuration.id(), measure, _ -> true));
    }
    var latency = new LinkedHashMap<String, Result.Latency>();
    latencies.forEach((leg, values) -> {
      if (!values.isEmpty()) {
        latency.put(leg, latency(values));
      }
    });
    return new Result.ConfigurationResult(
        configuration.id(),
        configuration.chunking().name(),
        configuration.model() == null ? "none" : configuration.model().name(),
        configuration.retrieval().name(),
        configuration.reranker().name(),
        chunks,
        measures,
        slices(configuration.id()),
        latency,
        truncatedPassages,
        judged,
        null);
  }

  public static Result.Latency latency(List<Double> milliseconds) {
    double[] values = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
    return new Result.Latency(
        Arrays.stream(values).average().orElseThrow(), Percentile.of(values, 0.95), values.length);
  }

  private Map<String, Map<String, Result.Mean>> slices(String configuration) {
    var slices = new LinkedHashMap<String, Map<String, Result.Mean>>();
    slices.put("type", slice(configuration, q -> Json.MAPPER.convertValue(q.type(), String.class)));
    slices.put("language", slice(configuration, GoldenQuestion::language));
    slices.put("collection", slice(configuration, GoldenQuestion::collection));
    slices.values().removeIf(values -> values.size() < 2);
    return slices;
  }

  private Map<String, Result.Mean> slice(
      String configuration, Function<GoldenQuestion, @Nullable String> property) {
    var values = new TreeMap<String, Result.Mean>();
    for (GoldenQuestion question : questions) {
      String value = property.apply(question);
      if (value != null && !values.containsKey(value)) {
        var mean =
            mean(
                configuration,
                file.decision().primary(),
                other -> value.equals(property.apply(other)));
        if (mean.expected() > 0) {
          values.put(value, mean);
        }
      }
    }
    return values;
  }

  private Result.Mean mean(String configuration, String measure, Predicate<GoldenQuestion> of) {
    var scores = new TreeMap<String, Score>();
    int failed = 0;
    int skipped = 0;
    for (GoldenQuestion question : questions) {
      Cell cell = cells.find(configuration, question.id());
      if (cell == null || !of.test(question) || !question.answerable()) {
        continue;
      }
      switch (cell.state()) {
        case OK, MISS -> scores.put(question.id(), score(cell.scores().get(measure)));
        case ERROR -> failed++;
        case SKIPPED -> skipped++;
      }
    }
    var summary =
        Summary.of(
            scores,
            failed + skipped,
            question -> clusters.getOrDefault(question, question),
            bootstrap);
    return Result.Mean.of(summary, failed, 0);
  }

  private static Score score(@Nullable Double value) {
    return value == null
        ? new Score.NotApplicable("the measure does not apply")
        : new Score.Scored(value);
  }
}
