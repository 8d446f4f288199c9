package dev.assay.report;

import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.Standing;
import dev.assay.experiment.PairedDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A comparison for a terminal.
public final class ComparisonText {
  private ComparisonText() {}

  /// What was compared and how, a line for each configuration, and the worst questions of each.
  public static String of(Comparison comparison) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s%s · %s, paired by question · %.0f%% BCa interval by source document, %,d resamples"
            .formatted(
                comparison.measure(),
                comparison.slice() == null ? "" : " · " + comparison.slice(),
                comparison.experiment(),
                100 * comparison.level(),
                comparison.resamples()));
    lines.add(
        "sign-flip p, Holm over %d · minimum difference %s"
            .formatted(
                comparison.candidates().size(), Figures.share(comparison.minimumDifference())));
    lines.addAll(table(comparison));
    for (Candidate candidate : comparison.candidates()) {
      if (candidate.because() != null) {
        lines.add(candidate.standing().id() + ": " + candidate.because());
      }
    }
    for (Candidate candidate : comparison.candidates()) {
      if (!candidate.worst().isEmpty()) {
        lines.add(worst(candidate));
      }
    }
    lines.add("next: assay explain " + comparison.experiment() + " QUESTION");
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }

  private static List<String> table(Comparison comparison) {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "",
            "configuration",
            "value",
            "delta",
            "interval",
            "n",
            "p",
            "W/T/L",
            "scored",
            "conclusion"));
    rows.add(row(comparison.baseline(), "-", "", "", "", "", "baseline"));
    for (Candidate candidate : comparison.candidates()) {
      PairedDelta delta = candidate.delta();
      String conclusion = candidate.conclusion().name().toLowerCase(Locale.ROOT);
      rows.add(
          delta == null
              ? row(candidate.standing(), "-", "", "0", "", "", conclusion)
              : row(
                  candidate.standing(),
                  signed(delta.mean()),
                  interval(delta),
                  String.valueOf(delta.n()),
                  candidate.p() == null ? "-" : p(candidate.p()),
                  "%d/%d/%d"
                      .formatted(
                          delta.questions().wins(),
                          delta.questions().ties(),
                          delta.questions().losses()),
                  conclusion));
    }
    return aligned(rows);
  }

  private static List<String> row(
      Standing standing,
      String delta,
      String interval,
      String n,
      String p,
      String questions,
      String conclusion) {
    return List.of(
        standing.id(),
        standing.label(),
        Figures.share(standing.mean()),
        delta,
        interval,
        n,
        p,
        questions,
        standing.n() + "/" + standing.expected(),
        conclusion);
  }

  private static List<String> aligned(List<List<String>> rows) {
    var lines = new ArrayList<String>();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        line.append(row.get(column)).repeat(" ", width - row.get(column).length() + 2);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String worst(Candidate candidate) {
    return "Worst for %s: ".formatted(candidate.standing().id())
        + candidate.worst().stream()
            .map(loss ->
                "%s %s -> %s"
                    .formatted(
                        loss.question(),
                        Figures.share(loss.baseline()),
                        Figures.share(loss.candidate())))
            .collect(Collectors.joining(" · "));
  }

  /// `+.129`
  static String signed(double value) {
    String text = Figures.share(value);
    return text.startsWith("-") ? text : "+" + text;
  }

  /// `[+.104, +.154]`
  static String interval(PairedDelta delta) {
    return "[" + signed(delta.low()) + ", " + signed(delta.high()) + "]";
  }

  /// `<.001`, `.034`
  static String p(double value) {
    return value < .001 ? "<.001" : Figures.share(value);
  }
}
