package dev.assay.analysis;

import dev.assay.experiment.Comparison;
import dev.assay.experiment.PairedDelta;
import dev.assay.ranking.Weighted.Normalisation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every fusion of the stored legs, tuned on one part of the questions and confirmed once on the
/// other. `docs/comparing.md` says what each figure means.
///
/// @param measure what was tuned
/// @param best of all settings on the development questions; of equal ones the nearest to usual
///   (RRF before weights, then `k` near 60 or weights near a half)
/// @param baseline the configuration the best setting is compared with
/// @param settings how many were tried, over all curves
/// @param development the best setting against the baseline on the questions it was picked on: too
///   good by about [#byChance]
/// @param byChance what the best of as many equally good settings would gain there by being picked:
///   the upper end, because neighbouring settings are alike
/// @param heldOut the best setting against the baseline on the other questions; null where none
///   were held out
/// @param conclusion of the held-out questions
/// @param opened how often the held-out questions were looked at; null where there are none
/// @param parity of the best setting and of the best of the other kind, RRF or weights, with
///   Milvus's own hybrid search; empty where it was not asked
public record Sweep(
    String experiment,
    String measure,
    Questions developmentQuestions,
    Questions heldOutQuestions,
    int settings,
    Setting best,
    Baseline baseline,
    PairedDelta development,
    double byChance,
    @Nullable PairedDelta heldOut,
    Comparison.Conclusion conclusion,
    @Nullable String because,
    @Nullable Opened opened,
    List<Parity> parity,
    List<Curve> curves) {

  /// With what Milvus's own hybrid search said.
  public Sweep with(List<Parity> found) {
    return with(opened, List.copyOf(found));
  }

  Sweep with(Opened looked) {
    return with(looked, parity);
  }

  private Sweep with(@Nullable Opened looked, List<Parity> found) {
    return new Sweep(
        experiment,
        measure,
        developmentQuestions,
        heldOutQuestions,
        settings,
        best,
        baseline,
        development,
        byChance,
        heldOut,
        conclusion,
        because,
        looked,
        found,
        curves);
  }

  /// Questions that were scored under every setting, and the source documents they come from.
  public record Questions(int questions, int documents) {}

  /// The configuration that a gain is counted from.
  ///
  /// @param heldOut null where no question was held out
  public record Baseline(String id, String label, double development, @Nullable Double heldOut) {}

  /// The fusions of one chunking's dense leg of one model with one sparse leg that differ in one
  /// number only.
  ///
  /// @param bm25 the name of the sparse retrieval
  /// @param depth hits of each leg that are fused
  /// @param normalise of the weighted sum; null for reciprocal rank fusion
  /// @param at the `k` of each setting, or its dense weight; the sparse leg has the rest to 1
  /// @param development the mean of each setting over the development questions
  /// @param heldOut the mean of each over the held-out questions, which nothing is picked by; empty
  ///   where there are none
  public record Curve(
      String chunking,
      String model,
      String bm25,
      int depth,
      @Nullable Normalisation normalise,
      List<Double> at,
      List<Double> development,
      List<Double> heldOut) {

    /// The place of the best setting on the development questions, the first of equal ones.
    public int best() {
      return development.indexOf(java.util.Collections.max(development));
    }
  }

  /// One fusion.
  ///
  /// @param depth hits of each leg that are fused
  /// @param normalise of the weighted sum; null for reciprocal rank fusion
  /// @param k of reciprocal rank fusion; null for weights
  /// @param denseWeight the sparse leg has the rest to 1; null for reciprocal rank fusion
  /// @param development mean over the development questions
  /// @param heldOut mean over the held-out questions; null where there are none
  public record Setting(
      String chunking,
      String model,
      String bm25,
      int depth,
      @Nullable Normalisation normalise,
      @Nullable Integer k,
      @Nullable Double denseWeight,
      double development,
      @Nullable Double heldOut) {}
}
