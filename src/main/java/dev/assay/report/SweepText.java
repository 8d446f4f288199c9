package dev.assay.report;

import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Sweep;
import dev.assay.experiment.Sweep.Curve;
import dev.assay.experiment.Sweep.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A sweep for a terminal.
public final class SweepText {
  private static final int USUAL_K = 60;

  private SweepText() {}

  /// The best of each pair of legs, then the one setting that was picked, on both parts of the
  /// questions.
  public static String of(Sweep sweep) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s · %s · %,d fusion settings of the stored legs, no search"
            .formatted(sweep.measure(), sweep.experiment(), sweep.settings()));
    lines.add(
        "picked on %s, confirmed on %s"
            .formatted(text(sweep.developmentQuestions()), text(sweep.heldOutQuestions())));
    lines.add("");
    for (Curve curve : sweep.curves()) {
      lines.add(
          "%s · %s + %s   RRF k=%d %s (k=60 %s)   dense weight %.2f %s"
              .formatted(
                  curve.chunking(),
                  curve.model(),
                  curve.bm25(),
                  best(curve.rrf()) + 1,
                  Figures.share(Collections.max(curve.rrf())),
                  Figures.share(curve.rrf().get(USUAL_K - 1)),
                  best(curve.weighted()) / 100.0,
                  Figures.share(Collections.max(curve.weighted()))));
    }
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
    lines.add(
        sweep.conclusion().name().toLowerCase(Locale.ROOT)
            + (sweep.because() == null ? "" : ": " + sweep.because()));
    return String.join("\n", lines) + "\n";
  }

  private static int best(List<Double> means) {
    return means.indexOf(Collections.max(means));
  }

  private static String text(Sweep.Questions questions) {
    return "%d questions of %d documents".formatted(questions.questions(), questions.documents());
  }

  private static String text(Setting setting) {
    String fusion =
        setting.k() == null
            ? "weights dense %.2f".formatted(setting.denseWeight())
            : "RRF k=" + setting.k();
    return "%s · %s + %s · %s   development %s, held out %s"
        .formatted(
            setting.chunking(),
            setting.model(),
            setting.bm25(),
            fusion,
            Figures.share(setting.development()),
            Figures.share(setting.heldOut()));
  }

  private static String text(PairedDelta delta) {
    return "%s %s p %s, n %d"
        .formatted(
            Figures.signed(delta.mean()), Figures.interval(delta), Figures.p(delta.p()), delta.n());
  }
}
