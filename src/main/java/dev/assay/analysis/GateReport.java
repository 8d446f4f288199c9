package dev.assay.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.experiment.PairedDelta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of the gates of a run.
public record GateReport(String experiment, Outcome outcome, List<Checked> gates) {

  /// How a gate ends.
  public enum Outcome {
    /// Reached.
    @JsonProperty("passed")
    PASSED,
    /// The questions do not tell.
    @JsonProperty("inconclusive")
    INCONCLUSIVE,
    /// Proven not to be reached, or something is missing.
    @JsonProperty("failed")
    FAILED
  }

  /// One gate.
  ///
  /// @param name what it asks for, `pick nDCG@10 not worse than tag:main by 0.02`
  /// @param run the id of the run
  /// @param against the experiment and id of the run it is held against
  /// @param message why it ends so
  /// @param value the run's mean; null where it has none
  /// @param delta against the other run, over the paired questions
  public record Checked(
      String name,
      @Nullable String run,
      @Nullable String against,
      String measure,
      Outcome outcome,
      String message,
      @Nullable Double value,
      @Nullable PairedDelta delta) {}

  public static GateReport of(String experiment, List<Checked> gates) {
    Outcome worst =
        gates.stream().map(Checked::outcome).max(Enum::compareTo).orElse(Outcome.PASSED);
    return new GateReport(experiment, worst, List.copyOf(gates));
  }
}
