package dev.assay.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.assay.Bytes;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.PairedDelta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which configuration to ship, and how sure that is. `docs/deciding.md` says how it is found.
///
/// `pick`, `delta` and `heldOut` stand in the JSON where they are null too: who reads them should
/// not have to know when they are.
///
/// @param pick the id of the configuration; null: no winner, and `reasons` say why
/// @param candidate what was chosen on the development questions and tested once on the others;
///   null where no configuration is eligible
/// @param label of the candidate
/// @param conclusion the candidate against the baseline, on the questions that count: the held-out
///   ones, or the development questions where none were held out
/// @param delta the same, in figures; null without a candidate
/// @param development what it was chosen on
/// @param heldOut what confirms it; null where no question was held out
/// @param searched configurations that were eligible
/// @param byChance what the best of as many equally good ones would gain on the development
///   questions by being chosen: the upper end, because configurations are alike
/// @param opened how often the held-out questions were looked at; null where there are none
/// @param configurations all, the simplest first
/// @param reasons in sentences, the decisive one first
public record Pick(
    String experiment,
    String measure,
    double minimumDifference,
    @JsonInclude(Include.ALWAYS) @Nullable String pick,
    @Nullable String candidate,
    @Nullable String label,
    Conclusion conclusion,
    @JsonInclude(Include.ALWAYS) @Nullable PairedDelta delta,
    Part development,
    @JsonInclude(Include.ALWAYS) @Nullable Part heldOut,
    int searched,
    double byChance,
    @Nullable Opened opened,
    List<Contender> configurations,
    List<String> reasons) {

  /// One part of the questions.
  ///
  /// @param best the highest mean of the development questions
  /// @param baseline the configuration that the delta is counted from
  /// @param delta the candidate against the baseline; null without a candidate, and where no
  ///   question is scored in both
  /// @param againstBest the candidate against the best
  public record Part(
      int questions,
      int documents,
      @Nullable Value candidate,
      @Nullable Value best,
      Value baseline,
      @Nullable PairedDelta delta,
      @Nullable PairedDelta againstBest) {}

  /// The mean of one configuration over a part of the questions; null where none is scored.
  public record Value(String id, @Nullable Double mean) {}

  /// A configuration that could be picked.
  ///
  /// @param development mean of the development questions; null where none is scored
  /// @param p95Ms of its legs' searches added up; null where not known
  /// @param memory an estimate; null where not known
  /// @param refusals why it is not eligible; empty where it is
  public record Contender(
      String id,
      String label,
      @Nullable Double development,
      @Nullable Double p95Ms,
      @Nullable Bytes memory,
      List<String> refusals) {
    public boolean eligible() {
      return refusals.isEmpty();
    }
  }

  /// The configuration that stays where there is no winner.
  public String shipped() {
    return pick == null ? development.baseline().id() : pick;
  }
}
