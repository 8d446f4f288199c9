package dev.assay.report;

import dev.assay.experiment.Labels;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Mean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A result for a terminal: the table of configurations, the best one per kind of question, what
/// the judge said, and what was left out. Fits 100 columns unless names are long.
public final class ResultText {
  static final String UNLABELLED =
      "nobody labelled these verdicts: %d labels correct the means (assay judge label)"
          .formatted(Labels.NEEDED);

  private ResultText() {}

  public static String of(Result result) {
    var lines = new ArrayList<String>();
    lines.addAll(title(result));
    lines.add("");
    lines.addAll(table(ResultTable.of(result)));
    lines.addAll(slices(result));
    lines.addAll(judged(result));
    lines.addAll(remarks(result));
    lines.add("");
    lines.addAll(work(result));
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }

  static List<String> title(Result result) {
    var chunks =
        result.configurations().stream()
            .collect(
                Collectors.toMap(
                    ConfigurationResult::chunking,
                    ConfigurationResult::chunks,
                    (a, _) -> a,
                    java.util.LinkedHashMap::new));
    String cut =
        chunks.entrySet().stream()
            .map(e -> e.getValue() + " chunks (" + e.getKey() + ")")
            .collect(Collectors.joining(", "));
    var lines = new ArrayList<String>();
    if (result.partial() != null) {
      lines.add(
          "PARTIAL: %s; a run without --only and --sample completes it"
              .formatted(result.partial()));
    }
    lines.addAll(
        List.of(
            "%s · %d questions · golden %s · %s"
                .formatted(
                    result.experiment(),
                    result.golden().questions(),
                    result.golden().hash(),
                    result.engineText()),
            "corpus %s: %d documents, %s"
                .formatted(result.corpus().name(), result.corpus().documents(), cut),
            "ordered by %s, with 95 %% intervals%s; n is scored of expected; p95 ms of the dense+sparse leg"
                .formatted(
                    result.primary(), result.golden().cluster() == null ? "" : " by question")));
    if (result.condensed()) {
      lines.add(
          "hits that nobody judged are left out, which flatters; Judged@k is the share of the others");
    }
    return lines;
  }

  private static List<String> table(ResultTable table) {
    int columns = table.header().size();
    int[] widths = new int[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      widths[i] =
          Math.max(
              table.header().get(i).length(),
              table.rows().stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
    var lines = new ArrayList<String>();
    lines.add("  " + line(table.header(), widths));
    for (int i = 0; i < table.rows().size(); i++) {
      boolean best = i == table.best();
      lines.add((best ? "* " : "  ") + line(table.rows().get(i), widths));
    }
    return lines;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      boolean text = i < 2 || i == 3;
      line.append(text ? cells.get(i) + padding : padding + cells.get(i));
      line.append(i == 2 ? " " : "  ");
    }
    return line.toString();
  }

  private static List<String> slices(Result result) {
    var lines = new ArrayList<String>();
    var properties =
        result.configurations().stream().flatMap(c -> c.slices().keySet().stream()).distinct();
    properties.forEach(property -> {
      lines.add("");
      lines.add("best by " + property + " (" + result.primary() + ")");
      var best = best(result, property);
      int width = best.keySet().stream().mapToInt(String::length).max().orElse(0);
      best.forEach((value, winner) ->
          lines.add(
              "  %s  %-2s %s  %s  %s"
                  .formatted(
                      value + " ".repeat(width - value.length()),
                      winner.configuration().id(),
                      padded(ResultTable.label(result, winner.configuration()), result),
                      Figures.withInterval(winner.mean()),
                      Figures.coverage(winner.mean()))));
    });
    return lines;
  }

  private static String padded(String label, Result result) {
    int width =
        result.configurations().stream()
            .mapToInt(c -> ResultTable.label(result, c).length())
            .max()
            .orElse(0);
    return label + " ".repeat(width - label.length());
  }

  /// A configuration and its mean over one slice.
  record Winner(ConfigurationResult configuration, Mean mean) {}

  /// Per value of a property the configuration with the highest mean, the first of equal ones.
  static Map<String, Winner> best(Result result, String property) {
    var best = new TreeMap<String, Winner>();
    for (ConfigurationResult configuration : result.configurations()) {
      configuration
          .slices()
          .getOrDefault(property, Map.of())
          .forEach((value, mean) -> {
            Winner known = best.get(value);
            if (mean.mean() != null && (known == null || above(mean.mean(), known.mean().mean()))) {
              best.put(value, new Winner(configuration, mean));
            }
          });
    }
    return best;
  }

  private static boolean above(double value, @Nullable Double other) {
    return other == null || value > other;
  }

  /// `offline:verifier@14, unqualified; given by llm:m`
  static String judgeOf(Result.Judged judged) {
    return judged.name()
        + ", "
        + (judged.qualification() == null ? "unqualified" : judged.qualification())
        + (judged.answerer() == null ? "" : "; given by " + judged.answerer());
  }

  private static List<String> judged(Result result) {
    var lines = new ArrayList<String>();
    for (ConfigurationResult configuration : ResultTable.ordered(result)) {
      var judged = configuration.judge();
      if (judged == null) {
        continue;
      }
      if (lines.isEmpty()) {
        lines.add("");
        lines.add("answers judged by " + judgeOf(judged));
      }
      String metrics =
          judged.metrics().entrySet().stream()
              .map(e -> e.getKey() + " " + metric(e.getValue()))
              .collect(Collectors.joining("   "));
      lines.add(
          "  %-2s %s  %s"
              .formatted(
                  configuration.id(),
                  padded(ResultTable.label(result, configuration), result),
                  metrics));
      if (judged.labels() != null) {
        LabelText.of(judged.labels()).forEach(line -> lines.add("     " + line));
      }
      if (judged.costs() != null) {
        judged
            .costs()
            .forEach((task, cost) -> lines.add("     " + task + "  " + Figures.cost(cost)));
      }
    }
    if (!lines.isEmpty()
        && result.configurations().stream()
            .noneMatch(one -> one.judge() != null && one.judge().labels() != null)) {
      lines.add("  " + UNLABELLED);
    }
    return lines;
  }

  /// `.930 (118/120, 2 failed)`
  static String metric(Mean mean) {
    return Figures.share(mean.mean()) + " (" + counts(mean) + ")";
  }

  /// `118/120, 2 failed`
  static String counts(Mean mean) {
    return Figures.coverage(mean)
        + (mean.failed() == null ? "" : ", " + mean.failed() + " failed")
        + (mean.abstained() == null ? "" : ", " + mean.abstained() + " abstained");
  }

  private static List<String> remarks(Result result) {
    var lines = new ArrayList<String>();
    result.corpus().rejected().forEach(r -> lines.add("left out " + r.file() + ": " + r.reason()));
    if (result.truncatedTexts() > 0) {
      lines.add(
          result.truncatedTexts()
              + " texts were longer than a model takes: it saw only their beginning");
    }
    for (var configuration : result.configurations()) {
      var judged = configuration.judge();
      if (judged != null && judged.failures() != null) {
        judged
            .failures()
            .forEach((metric, reason) ->
                lines.add(
                    "%s: most answers that %s failed on: %s"
                        .formatted(configuration.id(), metric, reason)));
      }
      Integer truncated = configuration.truncatedPassages();
      if (truncated != null && truncated > 0) {
        lines.add(
            "%s: %d passages were longer than its reranker takes: it saw only their beginning"
                .formatted(configuration.id(), truncated));
      }
    }
    if (!lines.isEmpty()) {
      lines.addFirst("");
    }
    return lines;
  }

  private static List<String> work(Result result) {
    var seconds = result.seconds();
    var calls = result.calls();
    return List.of(
        "calls: %d embedding, %d llm, %d search"
            .formatted(calls.embedding(), calls.llm(), calls.milvusSearch()),
        String.format(
            Locale.ROOT,
            "%.1f s: embed %.1f, index %.1f, search %.1f, measure %.1f, judge %.1f",
            seconds.total(),
            seconds.embed(),
            seconds.index(),
            seconds.search(),
            seconds.measure(),
            seconds.judge()));
  }
}
