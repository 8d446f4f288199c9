package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Bytes;
import dev.assay.Default;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a configuration must keep to be picked. A fact that is not known keeps nothing.
///
/// @param p95 of the searches of one question: the 95th percentiles of its legs added up
/// @param memory of vectors, BM25 weights and the model's weights
/// @param data where texts may go
/// @param licences SPDX names that a model may have; empty: any
/// @param languages ISO 639-1 codes that model and analyzer must be made for
public record Constraints(
    @Nullable Duration p95,
    @Nullable Bytes memory,
    @Nullable Data data,
    @Default("[]") List<String> licences,
    @Default("[]") List<String> languages) {

  /// Where texts may go.
  public enum Data {
    /// To machines of one's own only.
    @JsonProperty("selfHosted")
    SELF_HOSTED
  }

  static final Constraints NONE = new Constraints(null, null, null, List.of(), List.of());

  public Constraints {
    if (p95 != null && !p95.isPositive()) {
      throw new IllegalArgumentException("p95 must be positive, got " + p95);
    }
  }
}
