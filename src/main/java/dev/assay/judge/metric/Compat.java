package dev.assay.judge.metric;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What to do where the tool that a metric comes from has a known defect.
public enum Compat {
  /// Ours: denominators are the items submitted, nothing empty is a score, no epsilon, no rounding.
  @JsonProperty("corrected")
  CORRECTED,
  /// The tool's own value, defects and all, to compare with its own numbers.
  @JsonProperty("exact")
  EXACT
}
