package dev.assay.report;

import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Result;
import dev.assay.measure.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Measured run files for a terminal: four decimals, as trec_eval prints them.
final class MeasuredText {
  private MeasuredText() {}

  static String of(MeasuredRuns measured, boolean perQuestion) {
    boolean several = measured.runs().size() > 1;
    var lines = new ArrayList<>(means(measured, several));
    int fewest = fewest(measured);
    if (fewest < Summary.FEWEST_CLUSTERS) {
      lines.add("intervals of %d questions are unreliable".formatted(fewest));
    }
    for (MeasuredRun run : measured.runs()) {
      notApplicable(run)
          .forEach((questions, measures) ->
              lines.add(
                  "%snot applicable to %d questions (%s), which the means of these leave out: %s"
                      .formatted(
                          several ? run.name() + ": " : "",
                          questions.size(),
                          brief(questions),
                          String.join(", ", measures))));
    }
    if (perQuestion) {
      measured.runs().forEach(run -> lines.addAll(questions(run, several)));
    }
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  /// Questions to the measures that apply to none of them.
  private static Map<List<String>, List<String>> notApplicable(MeasuredRun run) {
    var measures = new LinkedHashMap<List<String>, List<String>>();
    run.notApplicable()
        .forEach((measure, questions) ->
            measures.computeIfAbsent(questions, _ -> new ArrayList<>()).add(measure));
    return measures;
  }

  private static int fewest(MeasuredRuns measured) {
    return measured.runs().stream()
        .flatMap(run -> run.means().values().stream())
        .mapToInt(Result.Mean::n)
        .min()
        .orElse(0);
  }

  private static List<String> means(MeasuredRuns measured, boolean several) {
    var rows = new ArrayList<List<String>>();
    rows.add(
        several
            ? List.of("measure", "run", "mean", "95 %", "n", "delta", "95 %", "p", "W/T/L")
            : List.of("measure", "mean", "95 %", "n"));
    for (String measure : measured.runs().getFirst().means().keySet()) {
      for (int i = 0; i < measured.runs().size(); i++) {
        MeasuredRun run = measured.runs().get(i);
        var row = new ArrayList<>(List.of(i == 0 ? measure : ""));
        if (several) {
          row.add(run.name());
        }
        row.addAll(mean(run.means().get(measure)));
        if (several) {
          row.addAll(against(i == 0 ? null : measured.deltas().get(i - 1).get(measure)));
        }
        rows.add(row);
      }
    }
    return Columns.aligned(rows);
  }

  private static List<String> mean(Result.@Nullable Mean mean) {
    return mean == null
        ? List.of("-", "", "0")
        : List.of(
            mean.mean() == null ? "-" : four(mean.mean()),
            mean.low() == null || mean.high() == null ? "" : interval(mean.low(), mean.high()),
            mean.n() + "/" + mean.expected());
  }

  private static List<String> against(MeasuredRuns.@Nullable Against against) {
    if (against == null) {
      return List.of("", "", "", "");
    }
    PairedDelta delta = against.delta();
    return List.of(
        String.format(Locale.ROOT, "%+.4f", delta.mean()),
        interval(delta.low(), delta.high()),
        Figures.p(against.p()),
        "%d/%d/%d"
            .formatted(
                delta.questions().wins(), delta.questions().ties(), delta.questions().losses()));
  }

  /// `nDCG@10 301 0.1518`, a line each.
  private static List<String> questions(MeasuredRun run, boolean several) {
    var rows = new ArrayList<List<String>>();
    for (String question : run.questions()) {
      var values = run.values(question);
      for (String measure : run.means().keySet()) {
        Double value = values.get(measure);
        var row = new ArrayList<>(List.of(measure));
        if (several) {
          row.add(run.name());
        }
        row.addAll(List.of(question, value == null ? "-" : four(value)));
        rows.add(row);
      }
    }
    return Columns.aligned(rows);
  }

  private static String interval(double low, double high) {
    return "[" + four(low) + ", " + four(high) + "]";
  }

  private static String four(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String brief(List<String> questions) {
    return String.join(", ", questions.subList(0, Math.min(10, questions.size())))
        + (questions.size() > 10 ? ", …" : "");
  }
}
