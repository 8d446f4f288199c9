package dev.assay.report;

import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A comparison for a terminal, a table or a document.
public final class ComparisonText {
  private ComparisonText() {}

  /// What was compared and how, a line for each configuration, and the worst questions of each.
  public static String of(Comparison comparison) {
    var lines = new ArrayList<>(title(comparison));
    lines.addAll(body(comparison));
    for (Candidate candidate : comparison.candidates()) {
      if (!candidate.worst().isEmpty()) {
        lines.add(worst(candidate));
      }
    }
    lines.add("next: assay explain " + comparison.experiment() + " QUESTION");
    return String.join("\n", lines) + "\n";
  }

  /// Every slice of a property under its name.
  public static String of(Comparison.Slices slices) {
    if (slices.slices().isEmpty()) {
      return "no question has a %s\n".formatted(slices.property());
    }
    var lines = new ArrayList<>(title(slices.slices().getFirst()));
    lines.add("exploratory: slices suggest where to look, they do not decide");
    for (Comparison comparison : slices.slices()) {
      lines.add("");
      lines.add(comparison.slice() + " · " + comparison.baseline().expected() + " questions");
      lines.addAll(body(comparison));
    }
    return String.join("\n", lines) + "\n";
  }

  /// As a table for a document.
  public static String markdown(List<Comparison> comparisons) {
    return ComparisonTable.markdownOf(comparisons);
  }

  /// As comma-separated values.
  public static String csv(List<Comparison> comparisons) {
    return ComparisonTable.csvOf(comparisons);
  }

  private static List<String> title(Comparison comparison) {
    var lines = new ArrayList<String>();
    if (comparison.partial() != null) {
      lines.add("PARTIAL: %s ran".formatted(comparison.partial()));
    }
    lines.addAll(
        List.of(
            "%s%s · %s, paired by question · %.0f%% BCa interval by source document, %,d resamples"
                .formatted(
                    comparison.measure(),
                    comparison.slice() == null ? "" : " · " + comparison.slice(),
                    comparison.experiment(),
                    100 * comparison.level(),
                    comparison.resamples()),
            "sign-flip p, Holm over %d · minimum difference %s%s"
                .formatted(
                    comparison.family(),
                    Figures.share(comparison.minimumDifference()),
                    alike(comparison.alike()))));
    return lines;
  }

  private static String alike(Map<String, String> factors) {
    return factors.isEmpty()
        ? ""
        : factors.entrySet().stream()
            .map(factor -> factor.getKey() + " " + factor.getValue())
            .collect(Collectors.joining(", ", " · all with ", ""));
  }

  private static List<String> body(Comparison comparison) {
    var lines = new ArrayList<>(ComparisonTable.of(comparison).aligned());
    if (comparison.unjudged() != null && comparison.unjudged() > 0) {
      lines.add(
          "%.0f%% of the first hits are unjudged and count as not relevant: --unjudged report"
              .formatted(100 * comparison.unjudged()));
    }
    for (Candidate candidate : comparison.candidates()) {
      if (candidate.because() != null) {
        lines.add(candidate.standing().id() + ": " + candidate.because());
      }
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
}
