package dev.assay.report;

import dev.assay.experiment.Labels;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Judged;
import dev.assay.experiment.Result.Mean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a judge said of the configurations, with the corrections by people's labels beside it, for
/// a document and for a spreadsheet.
final class JudgedTables {
  private static final String MISSING = "%d more labels needed";

  private JudgedTables() {}

  /// Means and shares of verdicts as tables; empty where nothing was judged.
  static String markdown(Result result) {
    var judged = ResultTable.ordered(result).stream().filter(one -> one.judge() != null).toList();
    if (judged.isEmpty()) {
      return "";
    }
    boolean labelled = judged.stream().anyMatch(one -> labels(one) != null);
    String head =
        "\nAnswers judged by %s\n\n"
            .formatted(
                MarkdownTable.escaped(
                    ResultText.judgeOf(Objects.requireNonNull(judged.getFirst().judge()))));
    String means = MarkdownTable.of(header(labelled), rows(result, judged, labelled));
    if (!labelled) {
      return head + means + "\n" + ResultText.UNLABELLED + "\n";
    }
    var shares = shares(result, judged);
    return head
        + means
        + "\nThe mean has people's labels in the place of the judge's verdicts; the corrected mean"
        + " is what people would give to all answers.\n"
        + (shares.isEmpty()
            ? ""
            : "\nShare of yes among the judge's verdicts\n\n"
                + MarkdownTable.of(
                    List.of(
                        "id",
                        "configuration",
                        "verdicts",
                        "n",
                        "judge alone",
                        "labels",
                        "kappa",
                        "corrected",
                        "95 %",
                        "by",
                        "remark"),
                    shares));
  }

  private static List<String> header(boolean labelled) {
    var header = new ArrayList<>(List.of("id", "configuration", "metric", "mean", "95 %", "n"));
    if (labelled) {
      header.addAll(List.of("judge alone", "labels", "corrected", "95 %", "by", "remark"));
    }
    return header;
  }

  private static List<List<String>> rows(
      Result result, List<ConfigurationResult> judged, boolean labelled) {
    var rows = new ArrayList<List<String>>();
    for (ConfigurationResult one : judged) {
      Objects.requireNonNull(one.judge())
          .metrics()
          .forEach((name, mean) -> {
            var row = row(result, one, name);
            row.add(Figures.share(mean.mean()));
            row.add(Figures.interval(mean));
            row.add(ResultText.counts(mean));
            if (labelled) {
              row.addAll(correction(metric(one, name), mean));
            }
            rows.add(row);
          });
    }
    return rows;
  }

  /// What every row begins with.
  private static List<String> row(Result result, ConfigurationResult one, String of) {
    return new ArrayList<>(List.of(one.id(), ResultTable.label(result, one), of));
  }

  private static List<String> correction(Labels.@Nullable OfMetric metric, Mean mean) {
    if (metric == null) {
      return List.of(
          Figures.share(mean.mean()), "-", "-", "", "", "has no verdicts that people can label");
    }
    var cells =
        new ArrayList<>(List.of(Figures.share(metric.judge()), String.valueOf(metric.labels())));
    cells.addAll(corrected(metric.corrected()));
    cells.add(
        metric.missing() > 0
            ? MISSING.formatted(metric.missing())
            : Objects.requireNonNullElse(metric.because(), ""));
    return cells;
  }

  private static List<List<String>> shares(Result result, List<ConfigurationResult> judged) {
    var rows = new ArrayList<List<String>>();
    for (ConfigurationResult one : judged) {
      Labels labels = labels(one);
      if (labels != null) {
        labels
            .verdicts()
            .forEach((name, of) -> {
              var row = row(result, one, name);
              row.add(String.valueOf(of.verdicts()));
              row.add(Figures.share(of.judge()));
              row.add(String.valueOf(of.labels()));
              row.add(of.kappa() == null ? "-" : String.format(Locale.ROOT, "%.2f", of.kappa()));
              row.addAll(corrected(of.corrected()));
              row.add(remark(of));
              rows.add(row);
            });
      }
    }
    return rows;
  }

  private static String remark(Labels.OfVerdicts of) {
    if (of.missing() > 0) {
      return MISSING.formatted(of.missing());
    }
    if (of.corrected() != null) {
      return "";
    }
    return of.labels() == of.verdicts()
        ? "every verdict is labelled"
        : "the labels do not tell how often the judge errs";
  }

  private static List<String> corrected(Labels.@Nullable Corrected corrected) {
    return corrected == null
        ? List.of("-", "", "")
        : List.of(
            Figures.share(corrected.value()),
            Figures.interval(corrected.low(), corrected.high()),
            corrected.method());
  }

  /// The columns of a judge, by header: per metric the mean, and where anything is labelled the
  /// labels, how many are missing, the judge's own mean and the corrected one; then the same of the
  /// shares of yes. What is not known is null.
  static Map<String, Function<ConfigurationResult, @Nullable Object>> columns(Result result) {
    var all = new LinkedHashMap<String, Function<ConfigurationResult, @Nullable Object>>();
    all.put("judge", one -> one.judge() == null ? null : one.judge().name());
    all.put("answerer", one -> one.judge() == null ? null : one.judge().answerer());
    names(result, one -> one.judge() == null ? Map.of() : one.judge().metrics())
        .forEach(name -> {
          column(all, name, "", one -> mean(one, name), Mean::mean);
          column(all, name, " low", one -> mean(one, name), Mean::low);
          column(all, name, " high", one -> mean(one, name), Mean::high);
          column(all, name, " n", one -> mean(one, name), Mean::n);
          column(all, name, " expected", one -> mean(one, name), Mean::expected);
          if (names(result, one -> metrics(one)).contains(name)) {
            Function<ConfigurationResult, Labels.@Nullable OfMetric> of = one -> metric(one, name);
            column(all, name, " judge alone", of, Labels.OfMetric::judge);
            column(all, name, " labels", of, Labels.OfMetric::labels);
            column(all, name, " labels missing", of, Labels.OfMetric::missing);
            column(all, name, " answers labelled", of, Labels.OfMetric::answers);
            corrections(all, name, of, Labels.OfMetric::corrected);
          }
        });
    names(result, one -> verdicts(one))
        .forEach(name -> {
          Function<ConfigurationResult, Labels.@Nullable OfVerdicts> of =
              one -> verdicts(one).get(name);
          column(all, name, " verdicts", of, Labels.OfVerdicts::verdicts);
          column(all, name, " yes judge alone", of, Labels.OfVerdicts::judge);
          column(all, name, " labels", of, Labels.OfVerdicts::labels);
          column(all, name, " labels missing", of, Labels.OfVerdicts::missing);
          column(all, name, " kappa", of, Labels.OfVerdicts::kappa);
          corrections(all, name + " yes", of, Labels.OfVerdicts::corrected);
        });
    return all;
  }

  private static <T> void corrections(
      Map<String, Function<ConfigurationResult, @Nullable Object>> all,
      String name,
      Function<ConfigurationResult, @Nullable T> of,
      Function<T, Labels.@Nullable Corrected> corrected) {
    Function<ConfigurationResult, Labels.@Nullable Corrected> value =
        one -> {
          T there = of.apply(one);
          return there == null ? null : corrected.apply(there);
        };
    column(all, name, " corrected", value, Labels.Corrected::value);
    column(all, name, " corrected low", value, Labels.Corrected::low);
    column(all, name, " corrected high", value, Labels.Corrected::high);
    column(all, name, " corrected by", value, Labels.Corrected::method);
  }

  private static <T> void column(
      Map<String, Function<ConfigurationResult, @Nullable Object>> all,
      String name,
      String ending,
      Function<ConfigurationResult, @Nullable T> of,
      Function<T, @Nullable Object> value) {
    all.put(
        name + ending,
        one -> {
          T there = of.apply(one);
          return there == null ? null : value.apply(there);
        });
  }

  private static List<String> names(
      Result result, Function<ConfigurationResult, Map<String, ?>> of) {
    return result.configurations().stream()
        .flatMap(one -> of.apply(one).keySet().stream())
        .distinct()
        .toList();
  }

  private static @Nullable Mean mean(ConfigurationResult one, String name) {
    Judged judge = one.judge();
    return judge == null ? null : judge.metrics().get(name);
  }

  private static Labels.@Nullable OfMetric metric(ConfigurationResult one, String name) {
    return metrics(one).get(name);
  }

  private static Map<String, Labels.OfMetric> metrics(ConfigurationResult one) {
    Labels labels = labels(one);
    return labels == null ? Map.of() : labels.metrics();
  }

  private static Map<String, Labels.OfVerdicts> verdicts(ConfigurationResult one) {
    Labels labels = labels(one);
    return labels == null ? Map.of() : labels.verdicts();
  }

  private static @Nullable Labels labels(ConfigurationResult one) {
    return one.judge() == null ? null : one.judge().labels();
  }
}
