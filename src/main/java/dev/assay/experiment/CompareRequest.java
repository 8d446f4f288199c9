package dev.assay.experiment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to compare with what.
///
/// @param baseline an id or a label; null for the experiment's own
/// @param candidates ids or labels; empty for all others
/// @param measure any, in the experiment or not; null for the primary one
public record CompareRequest(
    @Nullable String baseline,
    List<String> candidates,
    @Nullable String measure,
    Unjudged unjudged) {}
