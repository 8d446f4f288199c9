package dev.assay.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every fusion of the stored legs, tuned on one part of the questions and confirmed once on the
/// other. `docs/comparing.md` says what each figure means.
///
/// @param measure the experiment's primary one
/// @param settings how many were tried, over all curves
/// @param best of all settings on the development questions; of equal ones the nearest to usual
///   (RRF before weights, then `k` near 60 or weights near a half)
/// @param baseline the configuration the best setting is compared with
/// @param development the best setting against the baseline on the questions it was picked on: too
///   good by about [#byChance]
/// @param byChance what the best of as many equally good settings would gain there by being picked:
///   the upper end, because neighbouring settings are alike
/// @param heldOut the best setting against the baseline on the other questions; null where none
///   were held out
/// @param conclusion of the held-out questions
public record Sweep(
    String experiment,
    String measure,
    Questions developmentQuestions,
    Questions heldOutQuestions,
    int settings,
    List<Curve> curves,
    Setting best,
    Baseline baseline,
    PairedDelta development,
    double byChance,
    @Nullable PairedDelta heldOut,
    Comparison.Conclusion conclusion,
    @Nullable String because) {

  /// Questions that were scored under every setting, and the source documents they come from.
  public record Questions(int questions, int documents) {}

  /// The configuration that a gain is counted from.
  ///
  /// @param heldOut null where no question was held out
  public record Baseline(String id, String label, double development, @Nullable Double heldOut) {}

  /// The fusions of one chunking's dense leg of one model with one sparse leg.
  ///
  /// @param bm25 the name of the sparse retrieval
  /// @param rrf the mean over the development questions for `k` = 1 to 200
  /// @param weighted the mean for the dense weight 0 to 1 in steps of .01, min-max normalised; the
  ///   sparse leg has the rest
  public record Curve(
      String chunking, String model, String bm25, List<Double> rrf, List<Double> weighted) {}

  /// One fusion.
  ///
  /// @param k of reciprocal rank fusion; null for weights
  /// @param denseWeight the sparse leg has the rest to 1; null for reciprocal rank fusion
  /// @param development mean over the development questions
  /// @param heldOut mean over the held-out questions; null where there are none
  public record Setting(
      String chunking,
      String model,
      String bm25,
      @Nullable Integer k,
      @Nullable Double denseWeight,
      double development,
      @Nullable Double heldOut) {}
}
