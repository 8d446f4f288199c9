package dev.assay.analysis;

import dev.assay.experiment.RunFiles;
import dev.assay.experiment.Unjudged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to compare with what.
///
/// @param baseline an id, a label or the name of a run file; null for the experiment's own
/// @param candidates the same; empty for all other configurations
/// @param measure any, in the experiment or not; null for the primary one
/// @param unjudged null for what the experiment file says
/// @param byDocument whether documents are ranked and graded, where the evidence is a part of one
/// @param files the run files that a name may stand for
public record CompareRequest(
    @Nullable String baseline,
    List<String> candidates,
    @Nullable String measure,
    @Nullable Unjudged unjudged,
    boolean byDocument,
    RunFiles files) {
  /// Configurations alone.
  public CompareRequest(
      @Nullable String baseline,
      List<String> candidates,
      @Nullable String measure,
      @Nullable Unjudged unjudged) {
    this(baseline, candidates, measure, unjudged, false, RunFiles.NONE);
  }
}
