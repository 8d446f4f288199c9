package dev.assay.report;

import dev.assay.experiment.Labels;
import dev.assay.experiment.Result;
import dev.assay.qualify.Labelling;
import dev.assay.verdicts.LabelItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a person is asked, and what labels say of a judge's numbers, for a terminal.
public final class LabelText {
  private LabelText() {}

  /// An item, without what the judge said.
  ///
  /// @param singleKeys whether a key is enough, without Enter
  public static String of(LabelItem item, Labelling.Standing standing, boolean singleKeys) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "-- %d labelled%s"
            .formatted(
                standing.labelled(),
                standing.missing() == 0
                    ? ""
                    : ", at least %d more to go".formatted(standing.missing())));
    lines.add("Question: " + clean(item.question()));
    if (item.reference() != null) {
      lines.add("Reference answer: " + clean(item.reference()));
    }
    for (int i = 0; i < item.contexts().size(); i++) {
      var context = item.contexts().get(i);
      lines.add("[%d] %s".formatted(i + 1, clean(context.chunk())));
      clean(context.text()).lines().forEach(line -> lines.add("    " + line));
    }
    if (item.claim() != null) {
      lines.add("Claim: " + clean(item.claim()));
    }
    lines.add(
        "%s  1 yes  2 no  s skip  u undo  q quit%s"
            .formatted(item.asks(), singleKeys ? "" : "  (then Enter)"));
    return String.join("\n", lines);
  }

  /// What came of it.
  public static String summary(Result result, int given, Labelling.Standing standing) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s · %d labels given, %d of its verdicts labelled%s"
            .formatted(
                result.experiment(),
                given,
                standing.labelled(),
                standing.missing() == 0
                    ? ""
                    : ", %d more until every mean can be corrected".formatted(standing.missing())));
    result
        .configurations()
        .forEach(configuration -> {
          var judged = configuration.judge();
          if (judged != null && judged.labels() != null) {
            lines.add("  %-2s %s".formatted(configuration.id(), configuration.label()));
            of(judged.labels()).forEach(line -> lines.add("     " + line));
          }
        });
    return String.join("\n", lines) + "\n";
  }

  /// One line a metric and a kind of verdict.
  static List<String> of(Labels labels) {
    var lines = new ArrayList<String>();
    labels
        .metrics()
        .forEach((name, metric) -> {
          lines.add("people: " + metric(name, metric));
          if (metric.corrected() != null && metric.because() != null) {
            lines.add("        " + metric.because());
          }
        });
    labels
        .verdicts()
        .forEach((name, verdicts) -> {
          if (verdicts.labels() > 0) {
            lines.add("people: " + verdicts(name, verdicts));
          }
        });
    return lines;
  }

  /// `faithfulness .871 [.801, .941] (PPI++, 34 labels, 21 answers whole), judge alone .930`
  private static String metric(String name, Labels.OfMetric metric) {
    var corrected = metric.corrected();
    if (metric.missing() > 0) {
      return "%s %d labels, %d more and its mean is corrected"
          .formatted(name, metric.labels(), metric.missing());
    }
    String value =
        corrected == null
            ? "%s %s".formatted(name, metric.because())
            : "%s %s (%s, %d labels, %d answers whole)"
                .formatted(
                    name,
                    interval(corrected),
                    corrected.method(),
                    metric.labels(),
                    metric.answers());
    return value + ", judge alone " + Figures.share(metric.judge());
  }

  /// `claims yes .88 [.80, .96] (Rogan-Gladen), yes by the judge alone .93; 34 of 147 labelled`
  private static String verdicts(String name, Labels.OfVerdicts verdicts) {
    var corrected = verdicts.corrected();
    return "%s %syes by the judge alone %s; %d of %d labelled%s"
        .formatted(
            name,
            corrected == null
                ? ""
                : "yes " + interval(corrected) + " (" + corrected.method() + "), ",
            Figures.share(verdicts.judge()),
            verdicts.labels(),
            verdicts.verdicts(),
            verdicts.kappa() == null
                ? ""
                : String.format(Locale.ROOT, ", kappa %.2f", verdicts.kappa()));
  }

  static String interval(Labels.Corrected corrected) {
    return Figures.share(corrected.value())
        + " "
        + Figures.interval(corrected.low(), corrected.high());
  }

  /// Without what would move a terminal's cursor or change its colours.
  static String clean(String text) {
    return text.codePoints()
        .map(c ->
            c == '\n' || (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                ? c
                : ' ')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
