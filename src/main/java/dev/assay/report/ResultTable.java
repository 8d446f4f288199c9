package dev.assay.report;

import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Latency;
import dev.assay.experiment.Result.Mean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The configurations of a result as rows, best first, for text and Markdown alike.
///
/// @param header the names of the columns
/// @param rows cells as text, one list a configuration
/// @param best the index of the best configuration's row, or -1
record ResultTable(List<String> header, List<List<String>> rows, int best) {
  /// The measures shown beside the primary one, where the experiment has them.
  private static final List<String> SHOWN = List.of("nDCG@10", "R@10", "R@100", "RR@10", "EvR@5");

  static ResultTable of(Result result) {
    var shown =
        Stream.concat(Stream.ofNullable(result.judgedBeside()), SHOWN.stream())
            .filter(measure -> !measure.equals(result.primary()))
            .filter(measure ->
                result.configurations().stream().anyMatch(c -> c.measures().containsKey(measure)))
            .toList();
    var header = new ArrayList<>(List.of("id", "configuration", result.primary(), "95 %", "n"));
    header.addAll(shown);
    header.add("p95 ms");
    List<ConfigurationResult> ordered = ordered(result);
    var rows = new ArrayList<List<String>>();
    for (ConfigurationResult configuration : ordered) {
      rows.add(row(result, configuration, shown));
    }
    int best = ordered.stream().map(ConfigurationResult::id).toList().indexOf(result.best());
    return new ResultTable(header, rows, best);
  }

  /// The highest mean of the primary measure first; what was not scored last.
  static List<ConfigurationResult> ordered(Result result) {
    return result.configurations().stream()
        .sorted(
            Comparator.comparing(
                (ConfigurationResult c) -> value(c.measures().get(result.primary())),
                Comparator.nullsLast(Comparator.reverseOrder())))
        .toList();
  }

  private static @Nullable Double value(@Nullable Mean mean) {
    return mean == null ? null : mean.mean();
  }

  private static List<String> row(
      Result result, ConfigurationResult configuration, List<String> shown) {
    var row = new ArrayList<String>();
    row.add(configuration.id());
    row.add(label(result, configuration));
    Mean primary = configuration.measures().get(result.primary());
    row.add(Figures.share(value(primary)));
    row.add(primary == null ? "" : Figures.interval(primary));
    row.add(primary == null ? "-" : Figures.coverage(primary));
    for (String measure : shown) {
      row.add(Figures.share(value(configuration.measures().get(measure))));
    }
    row.add(latency(configuration.latencyMs()));
    return row;
  }

  /// The label, without the chunking where all have the same.
  static String label(Result result, ConfigurationResult configuration) {
    boolean oneChunking =
        result.configurations().stream().map(ConfigurationResult::chunking).distinct().count() == 1;
    String label = configuration.label();
    return oneChunking ? label.substring(configuration.chunking().length() + 3) : label;
  }

  /// `dense 4.1 + sparse 3.0` as `4.1+3.0`: the legs a configuration fetches.
  private static String latency(Map<String, Latency> legs) {
    var texts = new ArrayList<String>();
    new TreeMap<>(legs)
        .forEach((_, latency) -> texts.add(latency.n() == 0 ? "-" : Figures.millis(latency.p95())));
    return String.join("+", texts);
  }
}
