package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.Default;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a choice is due again.
///
/// @param every how long it holds; absent: for ever
/// @param when what makes it due by changing
public record ReEvaluate(
    @Nullable Duration every, @Default("[corpus, golden, model]") List<Cause> when) {

  /// What a choice rests on.
  public enum Cause {
    /// The documents.
    @JsonProperty("corpus")
    CORPUS,
    /// The golden questions.
    @JsonProperty("golden")
    GOLDEN,
    /// The weights of a model.
    @JsonProperty("model")
    MODEL
  }
}
