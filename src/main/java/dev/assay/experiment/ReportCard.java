package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.measure.Auroc;
import dev.assay.measure.Calibration;
import dev.assay.measure.Confusion;
import dev.assay.measure.Figure;
import dev.assay.measure.Proportion;
import dev.assay.measure.Resampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How a judge meets the labels of people. Intervals are 95 %, by a seeded bootstrap that draws
/// rows with the same contexts together.
///
/// @param rows which rows it is about
/// @param n rows the judge gave a verdict on
/// @param expected rows submitted
/// @param failed rows without a valid verdict; they count in no other figure
/// @param failure why most of them failed; null where none did
/// @param abstained rows with nothing to judge, likewise
/// @param confusion counts, yes = supported or relevant
/// @param accuracy and the rest: null where the rows lack one of both classes
/// @param baselines AUROC, on the same rows, of scores that need no judge; null where not asked for
/// @param contradiction AUROC of the chance of contradiction, rows labelled CONTRADICT against
///   NOT_ENOUGH_INFO; null where the judge gives none or the rows lack one of both
/// @param flipRate the share of repeated verdicts that differ from the first; null without any
/// @param secondsARow wall-clock
/// @param cost of the verdicts, without repeats and probes, as if nothing had been known; null
///   where no model was asked
public record ReportCard(
    String judge,
    @JsonUnwrapped Rows rows,
    int n,
    int expected,
    int failed,
    @Nullable String failure,
    int abstained,
    Counts confusion,
    @Nullable Figure accuracy,
    @Nullable Figure balancedAccuracy,
    @Nullable Figure kappa,
    @Nullable Figure sensitivity,
    @Nullable Figure specificity,
    @Nullable Figure auroc,
    @Nullable Figure ece,
    @Nullable Map<String, @Nullable Figure> baselines,
    @Nullable Figure contradiction,
    @Nullable Double flipRate,
    Map<String, LabelCount> labels,
    double secondsARow,
    Result.@Nullable Cost cost,
    Map<String, Probe> probes) {
  /// The rows a judge was tried on.
  ///
  /// @param task `support`, `relevance` or `criterion`
  /// @param file its name
  /// @param content the start of a hash of all its rows
  /// @param half 0 or 1; null: both
  /// @param sample how many were drawn; null: all
  /// @param seed of the draw and the intervals
  public record Rows(
      String task,
      String file,
      String content,
      @Nullable Integer half,
      @Nullable Integer sample,
      long seed) {
    /// The same for the same rows: the seed counts where it drew some.
    public String key() {
      return "%s %s %s half %s sample %s"
          .formatted(task, file, content, half, sample == null ? null : sample + " of " + seed);
    }

    /// `begin-wow.jsonl, half 1, 300 drawn with seed 7`.
    public String words() {
      return file
          + (half == null ? "" : ", half " + half)
          + (sample == null ? "" : ", %d drawn with seed %d".formatted(sample, seed));
    }
  }

  /// What a judge did on them.
  ///
  /// @param seconds wall-clock, of all rows
  public record Session(
      String judge,
      List<Judged> judged,
      int failed,
      @Nullable String failure,
      int abstained,
      double seconds,
      Result.@Nullable Cost cost,
      @Nullable Double flipRate) {
    int expected() {
      return judged.size() + failed + abstained;
    }
  }

  /// How often judge and people met.
  public record Counts(int hits, int misses, int falseAlarms, int rejections) {}

  /// Of the rows with one label.
  ///
  /// @param yes how many the judge says yes to
  /// @param meanScore the mean of its scores
  public record LabelCount(int n, int yes, double meanScore) {}

  /// A change that should, or should not, move a verdict.
  ///
  /// @param failed verdicts that moved and should not, or the other way round
  /// @param failureRate failed / n with its Wilson interval; null where nothing was tried
  public record Probe(int n, int failed, @Nullable Figure failureRate) {
    public static Probe of(int n, int failed) {
      return new Probe(
          n,
          failed,
          Proportion.of(failed, n, .95)
              .map(rate -> new Figure(rate.share(), rate.low(), rate.high()))
              .orElse(null));
    }
  }

  /// One row with what the judge said.
  ///
  /// @param cluster rows that share it are drawn together
  /// @param score that the answer is yes, 0 to 1
  /// @param contradicted that the contexts say otherwise, 0 to 1; null where the judge does not
  ///   tell
  public record Judged(
      LabelledRow row,
      String cluster,
      boolean verdict,
      double score,
      @Nullable Double contradicted) {}

  /// The card of some verdicts.
  ///
  /// @param baselines name to the scores of the judged rows; null where not asked for
  public static ReportCard of(
      Rows rows,
      Session session,
      @Nullable Map<String, List<Double>> baselines,
      Map<String, Probe> probes) {
    List<Judged> judged = session.judged();
    var resampling = new Resampling<>(judged, Judged::cluster, rows.seed());
    var counts = confusion(judged);
    return new ReportCard(
        session.judge(),
        rows,
        judged.size(),
        session.expected(),
        session.failed(),
        session.failure(),
        session.abstained(),
        new Counts(counts.hits(), counts.misses(), counts.falseAlarms(), counts.rejections()),
        resampling.figure(ReportCard::accuracy),
        resampling.figure(ReportCard::balanced),
        resampling.figure(drawn -> confusion(drawn).kappa()),
        resampling.figure(drawn -> share(confusion(drawn).hits(), confusion(drawn).misses())),
        resampling.figure(
            drawn -> share(confusion(drawn).rejections(), confusion(drawn).falseAlarms())),
        resampling.figure(ReportCard::auroc),
        resampling.figure(ReportCard::ece),
        baselines == null ? null : aurocs(judged, rows.seed(), baselines),
        resampling.figure(ReportCard::contradiction),
        session.flipRate(),
        labels(judged),
        session.expected() == 0 ? 0 : session.seconds() / session.expected(),
        session.cost(),
        probes);
  }

  private static Map<String, @Nullable Figure> aurocs(
      List<Judged> judged, long seed, Map<String, List<Double>> baselines) {
    var figures = new LinkedHashMap<String, @Nullable Figure>();
    baselines.forEach((name, scores) -> {
      var scored = new ArrayList<Judged>();
      for (int i = 0; i < judged.size(); i++) {
        var row = judged.get(i);
        scored.add(new Judged(row.row(), row.cluster(), row.verdict(), scores.get(i), null));
      }
      figures.put(name, new Resampling<>(scored, Judged::cluster, seed).figure(ReportCard::auroc));
    });
    return figures;
  }

  static Confusion confusion(List<Judged> rows) {
    int[] counts = new int[4];
    for (Judged row : rows) {
      counts[(row.row().truth() ? 0 : 2) + (row.verdict() ? 0 : 1)]++;
    }
    return new Confusion(counts[0], counts[1], counts[2], counts[3]);
  }

  private static OptionalDouble accuracy(List<Judged> rows) {
    return share(
        (int) rows.stream().filter(row -> row.verdict() == row.row().truth()).count(),
        (int) rows.stream().filter(row -> row.verdict() != row.row().truth()).count());
  }

  private static OptionalDouble balanced(List<Judged> rows) {
    var counts = confusion(rows);
    OptionalDouble sensitivity = share(counts.hits(), counts.misses());
    OptionalDouble specificity = share(counts.rejections(), counts.falseAlarms());
    return sensitivity.isEmpty() || specificity.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((sensitivity.getAsDouble() + specificity.getAsDouble()) / 2);
  }

  private static OptionalDouble share(int yes, int no) {
    return yes + no == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) yes / (yes + no));
  }

  private static OptionalDouble auroc(List<Judged> rows) {
    return Auroc.of(scores(rows, true), scores(rows, false));
  }

  private static OptionalDouble contradiction(List<Judged> rows) {
    return Auroc.of(contradicted(rows, "CONTRADICT"), contradicted(rows, "NOT_ENOUGH_INFO"));
  }

  private static double[] contradicted(List<Judged> rows, String label) {
    return rows.stream()
        .filter(row -> row.row().label().equals(label))
        .map(Judged::contradicted)
        .filter(java.util.Objects::nonNull)
        .mapToDouble(chance -> chance)
        .toArray();
  }

  private static double[] scores(List<Judged> rows, boolean truth) {
    return rows.stream()
        .filter(row -> row.row().truth() == truth)
        .mapToDouble(Judged::score)
        .toArray();
  }

  private static OptionalDouble ece(List<Judged> rows) {
    boolean[] truth = new boolean[rows.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = rows.get(i).row().truth();
    }
    double[] scores = rows.stream().mapToDouble(Judged::score).toArray();
    return OptionalDouble.of(Calibration.of(scores, truth).ece());
  }

  private static Map<String, LabelCount> labels(List<Judged> judged) {
    var byLabel = new java.util.TreeMap<String, List<Judged>>();
    judged.forEach(
        row -> byLabel.computeIfAbsent(row.row().label(), _ -> new ArrayList<>()).add(row));
    var labels = new LinkedHashMap<String, LabelCount>();
    byLabel.forEach((label, rows) ->
        labels.put(
            label,
            new LabelCount(
                rows.size(),
                (int) rows.stream().filter(Judged::verdict).count(),
                rows.stream().mapToDouble(Judged::score).average().orElse(0))));
    return labels;
  }
}
