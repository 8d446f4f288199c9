package dev.assay.report;

import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.OtherRun;
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

  /// What was measured of run files, and what could not be; empty where there is none.
  public static List<String> runs(List<Comparison> comparisons) {
    return comparisons.isEmpty() ? List.of() : runs(comparisons.getFirst());
  }

  private static List<String> runs(Comparison comparison) {
    var lines = new ArrayList<String>();
    if (Boolean.TRUE.equals(comparison.byDocument())) {
      lines.add(
          "by document: one stands where its best chunk stands, with the highest grade of its"
              + " evidence");
    }
    if (comparison.runs() != null) {
      for (OtherRun run : comparison.runs()) {
        lines.addAll(run(run));
      }
    }
    return lines;
  }

  private static List<String> run(OtherRun run) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: ranks %s for %d of %d questions; a run file tells no latency, answer or cost%s"
            .formatted(
                run.file(),
                run.chunking() == null ? "documents" : "chunks of " + run.chunking(),
                run.questions() - run.missing().n(),
                run.questions(),
                run.chunking() == null ? ", nor which part of a document" : ""));
    if (run.missing().n() > 0) {
      lines.add(
          "  no ranking of %d questions (%s): %s"
              .formatted(
                  run.missing().n(),
                  brief(run.missing()),
                  run.complete()
                      ? "they count as nothing found"
                      : "not scored; --complete counts them as nothing found"));
    }
    if (run.unknownQuestions().n() > 0) {
      lines.add(
          "  left out %d of its questions that are no golden questions (%s)"
              .formatted(run.unknownQuestions().n(), brief(run.unknownQuestions())));
    }
    if (run.unknownIds().n() > 0) {
      lines.add(
          "  %d of %d hits name nothing the corpus has (%s): they keep their ranks, unjudged"
              .formatted(run.unknownIds().n(), run.hits(), brief(run.unknownIds())));
    }
    if (run.beyondDepth() > 0) {
      lines.add("  left out %d hits deeper than the experiment looks".formatted(run.beyondDepth()));
    }
    return lines;
  }

  private static String brief(Comparison.Some ids) {
    return ExplanationText.brief(ids.toString());
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
    lines.addAll(runs(comparison));
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
          "%.0f%% of the first hits are unjudged and count as not relevant%s"
              .formatted(
                  100 * comparison.unjudged(),
                  comparison.baseline().beside().size() > 1 ? "" : ": --unjudged report"));
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
