package dev.assay.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.PairedDelta.OfQuestion;
import dev.assay.experiment.Result;
import dev.assay.measure.Correction;
import dev.assay.measure.Score;
import dev.assay.measure.SignFlip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Run files measured on the same judgements, each after the first compared with it.
///
/// @param qrels the name of the file
/// @param deltas of every run but the first, by measure; without a measure that no question was
///   scored on in both runs
public record MeasuredRuns(
    String qrels, List<MeasuredRun> runs, List<Map<String, Against>> deltas) {
  private static final SignFlip TEST = new SignFlip(10_000, 7);

  /// A run against the first.
  ///
  /// @param p corrected for the number of runs by Holm, for each measure alone
  public record Against(PairedDelta delta, double p) {}

  /// What `--json` prints of one run.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RunJson(
      String run,
      Map<String, Result.Mean> measures,
      @Nullable List<String> missing,
      @Nullable Map<String, List<String>> notApplicable,
      @Nullable Map<String, Map<String, Double>> questions,
      @Nullable Map<String, Against> deltas) {}

  /// What `--json` prints of several.
  public record RunsJson(String qrels, List<RunJson> runs) {}

  /// Compares the runs.
  ///
  /// @param runs at least one, of the same measures and questions
  public static MeasuredRuns of(String qrels, List<MeasuredRun> runs) {
    var deltas = new ArrayList<Map<String, Against>>();
    for (int i = 1; i < runs.size(); i++) {
      deltas.add(new LinkedHashMap<>());
    }
    for (String measure : runs.getFirst().means().keySet()) {
      var compared =
          runs.subList(1, runs.size()).stream()
              .map(run -> delta(measure, runs.getFirst(), run))
              .toList();
      double[] corrected =
          Correction.HOLM.of(
              compared.stream().mapToDouble(delta -> delta == null ? 1 : delta.p()).toArray());
      for (int i = 0; i < corrected.length; i++) {
        PairedDelta delta = compared.get(i);
        if (delta != null) {
          deltas.get(i).put(measure, new Against(delta, corrected[i]));
        }
      }
    }
    return new MeasuredRuns(qrels, runs, deltas);
  }

  private static @Nullable PairedDelta delta(String measure, MeasuredRun base, MeasuredRun other) {
    var others = other.scores().byMeasure().getOrDefault(measure, Map.of());
    var deltas = new ArrayList<OfQuestion>();
    new TreeMap<>(base.scores().byMeasure().getOrDefault(measure, Map.of()))
        .forEach((question, score) -> {
          if (score instanceof Score.Scored(double from)
              && others.get(question) instanceof Score.Scored(double to)) {
            deltas.add(new OfQuestion(question, question, to - from));
          }
        });
    return deltas.isEmpty() ? null : PairedDelta.of(deltas, MeasuredRun.BOOTSTRAP, TEST);
  }

  /// One object: that of the run, or of all of them where there are several.
  public Object json(boolean perQuestion) {
    var all = new ArrayList<RunJson>();
    for (int i = 0; i < runs.size(); i++) {
      all.add(json(runs.get(i), i == 0 ? null : deltas.get(i - 1), perQuestion));
    }
    return all.size() == 1 ? all.getFirst() : new RunsJson(qrels, all);
  }

  private static RunJson json(
      MeasuredRun run, @Nullable Map<String, Against> deltas, boolean perQuestion) {
    var questions = new LinkedHashMap<String, Map<String, Double>>();
    run.questions().forEach(question -> questions.put(question, run.values(question)));
    var notApplicable = run.notApplicable();
    return new RunJson(
        run.name(),
        run.means(),
        run.missing().isEmpty() ? null : run.missing(),
        notApplicable.isEmpty() ? null : notApplicable,
        perQuestion ? questions : null,
        deltas);
  }

  /// One line a run and measure.
  public String csv() {
    var csv =
        new StringBuilder(
            Csv.row(
                "run",
                "measure",
                "mean",
                "low",
                "high",
                "n",
                "expected",
                "delta",
                "delta low",
                "delta high",
                "p"));
    for (int i = 0; i < runs.size(); i++) {
      for (var entry : runs.get(i).means().entrySet()) {
        Result.Mean mean = entry.getValue();
        var against = i == 0 ? null : deltas.get(i - 1).get(entry.getKey());
        var delta = against == null ? null : against.delta();
        csv.append(
            Csv.row(
                runs.get(i).name(),
                entry.getKey(),
                mean.mean(),
                mean.low(),
                mean.high(),
                mean.n(),
                mean.expected(),
                delta == null ? null : delta.mean(),
                delta == null ? null : delta.low(),
                delta == null ? null : delta.high(),
                against == null ? null : against.p()));
      }
    }
    return csv.toString();
  }

  /// One line a run and question, one column a measure.
  public String questionsCsv() {
    var measures = List.copyOf(runs.getFirst().means().keySet());
    var header = new ArrayList<@Nullable Object>(List.of("run", "question"));
    header.addAll(measures);
    var csv = new StringBuilder(Csv.row(header.toArray()));
    for (MeasuredRun run : runs) {
      for (String question : run.questions()) {
        var row = new ArrayList<@Nullable Object>(List.of(run.name(), question));
        var values = run.values(question);
        measures.forEach(measure -> row.add(values.get(measure)));
        csv.append(Csv.row(row.toArray()));
      }
    }
    return csv.toString();
  }

  /// For people.
  public String text(boolean perQuestion) {
    return MeasuredText.of(this, perQuestion);
  }
}
