package dev.assay.report;

import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.Standing;
import dev.assay.experiment.PairedDelta;
import dev.assay.measure.WinTieLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A comparison as rows, the baseline first, for text and Markdown alike, and as CSV.
///
/// @param header the names of the columns
/// @param rows cells as text
record ComparisonTable(List<String> header, List<List<String>> rows) {

  static ComparisonTable of(Comparison comparison) {
    List<String> beside = beside(comparison);
    var header =
        new ArrayList<>(
            List.of("", "configuration", "value", "delta", "interval", "n", "p", "W/T/L"));
    header.addAll(beside);
    header.addAll(List.of("scored", "conclusion"));
    var rows = new ArrayList<List<String>>();
    rows.add(row(comparison.baseline(), beside, List.of("-", "", "", "", ""), "baseline"));
    for (Candidate candidate : comparison.candidates()) {
      rows.add(
          row(candidate.standing(), beside, delta(candidate), candidate.conclusion().toString()));
    }
    return new ComparisonTable(header, rows);
  }

  private static List<String> beside(Comparison comparison) {
    return List.copyOf(comparison.baseline().beside().keySet());
  }

  private static List<String> row(
      Standing standing, List<String> beside, List<String> delta, String conclusion) {
    var row =
        new ArrayList<>(List.of(standing.id(), standing.differs(), Figures.share(standing.mean())));
    row.addAll(delta);
    beside.forEach(measure -> row.add(Figures.share(standing.beside().get(measure))));
    row.add(standing.n() + "/" + standing.expected());
    row.add(conclusion);
    return row;
  }

  private static List<String> delta(Candidate candidate) {
    PairedDelta delta = candidate.delta();
    return cells(delta, candidate.p(), delta == null ? null : delta.questions());
  }

  /// Delta, interval, n, p and wins, ties and losses, of a pair of anything.
  ///
  /// @param p null with the delta
  /// @param questions null with the delta
  static List<String> cells(
      @Nullable PairedDelta delta, @Nullable Double p, @Nullable WinTieLoss questions) {
    return delta == null || questions == null
        ? List.of("-", "", "0", "", "")
        : List.of(
            Figures.signed(delta.mean()),
            Figures.interval(delta),
            String.valueOf(delta.n()),
            p == null ? "-" : Figures.p(p),
            "%d/%d/%d".formatted(questions.wins(), questions.ties(), questions.losses()));
  }

  /// The same in full, for CSV: n, delta, low, high, p, wins, ties and losses.
  static List<@Nullable Object> values(
      @Nullable PairedDelta delta, @Nullable Double p, @Nullable WinTieLoss questions) {
    return delta == null || questions == null
        ? Collections.nCopies(8, null)
        : Arrays.<@Nullable Object>asList(
            delta.n(),
            delta.mean(),
            delta.low(),
            delta.high(),
            p,
            questions.wins(),
            questions.ties(),
            questions.losses());
  }

  /// One table with a column for the slice where there are several.
  static String markdownOf(List<Comparison> comparisons) {
    boolean sliced = comparisons.size() > 1;
    var rows = new ArrayList<List<String>>();
    List<String> header = List.of();
    for (Comparison comparison : comparisons) {
      ComparisonTable table = of(comparison);
      header = sliced ? before("slice", table.header()) : table.header();
      for (List<String> row : table.rows()) {
        rows.add(sliced ? before(String.valueOf(comparison.slice()), row) : row);
      }
    }
    return MarkdownTable.of(header, rows);
  }

  private static List<String> before(String first, List<String> others) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  /// One line a candidate, numbers in full; the baseline has a line without delta.
  static String csvOf(List<Comparison> comparisons) {
    var csv = new StringBuilder();
    for (Comparison comparison : comparisons) {
      List<String> beside = beside(comparison);
      if (csv.isEmpty()) {
        var header =
            new ArrayList<>(
                List.of("measure", "slice", "id", "configuration", "value", "scored", "expected"));
        header.addAll(beside);
        header.addAll(
            List.of("n", "delta", "low", "high", "p", "wins", "ties", "losses", "conclusion"));
        csv.append(Csv.row(header.toArray()));
      }
      csv.append(line(comparison, beside, comparison.baseline(), null));
      comparison
          .candidates()
          .forEach(
              candidate -> csv.append(line(comparison, beside, candidate.standing(), candidate)));
    }
    return csv.toString();
  }

  private static String line(
      Comparison comparison,
      List<String> beside,
      Standing standing,
      @Nullable Candidate candidate) {
    var values =
        new ArrayList<@Nullable Object>(
            Arrays.<@Nullable Object>asList(
                comparison.measure(),
                comparison.slice(),
                standing.id(),
                standing.label(),
                standing.mean(),
                standing.n(),
                standing.expected()));
    beside.forEach(measure -> values.add(standing.beside().get(measure)));
    PairedDelta delta = candidate == null ? null : candidate.delta();
    values.addAll(
        values(
            delta,
            candidate == null ? null : candidate.p(),
            delta == null ? null : delta.questions()));
    values.add(candidate == null ? "baseline" : candidate.conclusion().toString());
    return Csv.row(values.toArray());
  }

  List<String> aligned() {
    var all = new ArrayList<List<String>>();
    all.add(header);
    all.addAll(rows);
    return Columns.aligned(all);
  }
}
