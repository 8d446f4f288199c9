package dev.assay.judge;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What takes a text apart into the claims that a language model judges.
public enum ClaimSource {
  /// The model, by a call of its own: claims stand by themselves, `it` replaced by what it is.
  @JsonProperty("model")
  MODEL,
  /// Nobody: each sentence that states something is a claim, as it stands. A call less for each
  /// text, and a small model has nothing to leave out.
  @JsonProperty("sentences")
  SENTENCES;

  /// Sets a judge that is given sentences apart from the one that takes texts apart itself.
  String mark() {
    return this == MODEL ? "" : "+sentences";
  }
}
