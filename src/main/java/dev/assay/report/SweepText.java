package dev.assay.report;

import dev.assay.analysis.Parity;
import dev.assay.analysis.Sweep;
import dev.assay.analysis.Sweep.Curve;
import dev.assay.analysis.Sweep.Setting;
import dev.assay.experiment.PairedDelta;
import dev.assay.ranking.Weighted.Normalisation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A sweep for a terminal.
public final class SweepText {
  /// Pairs of legs that are shown; of more, the best.
  private static final int MOST_LEGS = 12;

  private SweepText() {}

  /// The best of each pair of legs, then the one setting that was picked, on both parts of the
  /// questions.
  public static String of(Sweep sweep) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s · %s · %,d settings".formatted(sweep.measure(), sweep.experiment(), sweep.settings()));
    lines.add(
        "picked on %s, confirmed on %s"
            .formatted(text(sweep.developmentQuestions()), text(sweep.heldOutQuestions())));
    lines.add("");
    boolean many = sweep.curves().stream().map(SweepText::legs).distinct().count() > MOST_LEGS;
    lines.addAll(many ? bestLegs(sweep) : everyFusion(sweep));
    lines.add("");
    lines.add("best  " + text(sweep.best()));
    lines.add("against " + sweep.baseline().id() + "  " + sweep.baseline().label());
    lines.add(
        "  development  %s, by chance alone up to +%s"
            .formatted(text(sweep.development()), Figures.share(sweep.byChance())));
    PairedDelta heldOut = sweep.heldOut();
    if (heldOut != null) {
      lines.add("  held out     " + text(heldOut));
    }
    lines.add(sweep.conclusion() + (sweep.because() == null ? "" : ": " + sweep.because()));
    String warning = sweep.opened() == null ? null : sweep.opened().warning();
    if (warning != null) {
      lines.add(warning);
    }
    sweep.parity().forEach(parity -> lines.addAll(lines(parity)));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> everyFusion(Sweep sweep) {
    var lines = new ArrayList<String>();
    String legs = "";
    for (List<Curve> depths : byFusion(sweep)) {
      Curve curve =
          Collections.max(
              depths, Comparator.comparingDouble(SweepText::best).thenComparingInt(Curve::depth));
      if (!legs.equals(legs(curve))) {
        legs = legs(curve);
        lines.add(legs);
      }
      lines.add(
          "  %-8s %-20s depth %3d  %s"
              .formatted(
                  name(curve.normalise()),
                  setting(curve),
                  curve.depth(),
                  Figures.share(best(curve))));
    }
    return lines;
  }

  /// The best pairs of legs, each with its best fusion.
  private static List<String> bestLegs(Sweep sweep) {
    return sweep.curves().stream()
        .collect(Collectors.groupingBy(SweepText::legs, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(curves -> Collections.max(curves, Comparator.comparingDouble(SweepText::best)))
        .sorted(Comparator.comparingDouble(SweepText::best).reversed())
        .limit(MOST_LEGS)
        .map(curve ->
            "%s   %s %s  %s"
                .formatted(
                    legs(curve),
                    name(curve.normalise()),
                    setting(curve),
                    Figures.share(best(curve))))
        .toList();
  }

  private static double best(Curve curve) {
    return curve.development().get(curve.best());
  }

  private static List<String> lines(Parity parity) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "%s %s for %s: the same first 10 in %.1f %% of %d questions, scores within %s"
            .formatted(
                parity.engine(),
                parity.ranker(),
                parity.setting(),
                100 * parity.sameTop10(),
                parity.questions(),
                small(parity.largestDifference())));
    if (parity.formulaSameTop10() != parity.sameTop10()
        || parity.formulaLargestDifference() != parity.largestDifference()) {
      lines.add(
          "  by its formula %s: %.1f %%, within %s"
              .formatted(
                  parity.formula(),
                  100 * parity.formulaSameTop10(),
                  small(parity.formulaLargestDifference())));
    }
    parity.reasons().forEach((reason, n) -> lines.add("  %d differ: %s".formatted(n, reason)));
    return lines;
  }

  private static String small(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }

  /// The curves of each pair of legs and kind of fusion, in the order of the sweep.
  private static List<List<Curve>> byFusion(Sweep sweep) {
    return List.copyOf(
        sweep.curves().stream()
            .collect(
                Collectors.groupingBy(
                    curve -> legs(curve) + name(curve.normalise()),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values());
  }

  private static String legs(Curve curve) {
    return "%s · %s + %s".formatted(curve.chunking(), curve.model(), curve.bm25());
  }

  private static String name(@Nullable Normalisation normalise) {
    return normalise == null ? "RRF" : normalise.toString();
  }

  private static String setting(Curve curve) {
    double at = curve.at().get(curve.best());
    return curve.normalise() == null ? "k %.0f".formatted(at) : "dense weight %.2f".formatted(at);
  }

  private static String text(Sweep.Questions questions) {
    return "%d questions of %d documents".formatted(questions.questions(), questions.documents());
  }

  private static String text(Setting setting) {
    String fusion =
        setting.k() == null
            ? "%s weights dense %.2f".formatted(setting.normalise(), setting.denseWeight())
            : "RRF k=" + setting.k();
    return "%s · %s + %s · %s · depth %d   development %s, held out %s"
        .formatted(
            setting.chunking(),
            setting.model(),
            setting.bm25(),
            fusion,
            setting.depth(),
            Figures.share(setting.development()),
            Figures.share(setting.heldOut()));
  }

  private static String text(PairedDelta delta) {
    return "%s %s p %s, n %d"
        .formatted(
            Figures.signed(delta.mean()), Figures.interval(delta), Figures.p(delta.p()), delta.n());
  }
}
