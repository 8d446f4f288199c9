package dev.assay.report;

import dev.assay.experiment.Cell;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.golden.GoldenQuestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A result as tables for a spreadsheet.
public final class ResultCsv {
  /// What a search's time is made of.
  private static final List<String> PARTS = List.of("dense", "sparse", "rerank");

  private ResultCsv() {}

  /// One line a configuration: every measure with interval, n and expected; latencies; what the
  /// judge said, and its means and shares as people's labels correct them.
  public static String configurations(Result result) {
    var measures =
        result.configurations().stream()
            .flatMap(c -> c.measures().keySet().stream())
            .distinct()
            .toList();
    var judged = JudgedTables.columns(result);
    var header =
        new ArrayList<>(List.of("id", "chunking", "model", "retrieval", "reranker", "chunks"));
    measures.forEach(
        m -> header.addAll(List.of(m, m + " low", m + " high", m + " n", m + " expected")));
    PARTS.forEach(part -> header.addAll(List.of(part + " mean ms", part + " p95 ms")));
    header.addAll(judged.keySet());
    return Csv.row(header.toArray())
        + result.configurations().stream()
            .map(c -> Csv.row(values(c, measures, judged.values()).toArray()))
            .collect(Collectors.joining());
  }

  private static List<@Nullable Object> values(
      ConfigurationResult configuration,
      List<String> measures,
      Collection<Function<ConfigurationResult, @Nullable Object>> judged) {
    var row =
        new ArrayList<@Nullable Object>(
            Arrays.<@Nullable Object>asList(
                configuration.id(),
                configuration.chunking(),
                configuration.model(),
                configuration.retrieval(),
                configuration.reranker(),
                configuration.chunks()));
    for (String measure : measures) {
      var mean = configuration.measures().get(measure);
      row.add(mean == null ? null : mean.mean());
      row.add(mean == null ? null : mean.low());
      row.add(mean == null ? null : mean.high());
      row.add(mean == null ? null : mean.n());
      row.add(mean == null ? null : mean.expected());
    }
    for (String part : PARTS) {
      var latency = configuration.latencyMs().get(part);
      row.add(latency == null || latency.n() == 0 ? null : latency.mean());
      row.add(latency == null || latency.n() == 0 ? null : latency.p95());
    }
    judged.forEach(column -> row.add(column.apply(configuration)));
    return row;
  }

  /// One line a question and configuration.
  public static String cells(
      List<String> measures, List<Cell> cells, List<GoldenQuestion> questions) {
    var byId =
        questions.stream().collect(Collectors.toMap(GoldenQuestion::id, Function.identity()));
    var header =
        new ArrayList<>(
            List.of("question", "text", "type", "language", "configuration", "state", "reason"));
    header.addAll(measures);
    var csv = new StringBuilder(Csv.row(header.toArray()));
    for (Cell cell : cells) {
      GoldenQuestion question = byId.get(cell.question());
      var row = new ArrayList<@Nullable Object>();
      row.add(cell.question());
      row.add(question == null ? null : question.question());
      row.add(question == null ? null : QuestionType.name(question));
      row.add(question == null ? null : question.language());
      row.add(cell.configuration());
      row.add(cell.state().name());
      row.add(cell.reason());
      measures.forEach(measure -> row.add(cell.scores().get(measure)));
      csv.append(Csv.row(row.toArray()));
    }
    return csv.toString();
  }
}
