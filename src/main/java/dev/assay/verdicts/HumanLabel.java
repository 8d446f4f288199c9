package dev.assay.verdicts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person said of an item.
///
/// @param by who; null where nobody said
/// @param at when
public record HumanLabel(LabelItem item, boolean yes, @Nullable String by, Instant at) {}
