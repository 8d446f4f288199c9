package dev.assay.judge.metric;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the kept verdicts on an answer are about: each is a list of [KeptVerdicts], and a yes is
/// the label `true`.
public enum Subject {
  /// Do the contexts state the claim of the answer?
  @JsonProperty("claims")
  CLAIMS("support of the answer"),
  /// Do the contexts state the claim of the reference?
  @JsonProperty("referenceClaims")
  REFERENCE_CLAIMS("support of the reference"),
  /// Does the reference entail the claim of the answer?
  @JsonProperty("claimsInReference")
  CLAIMS_IN_REFERENCE("answer in reference"),
  /// Does the answer entail the claim of the reference?
  @JsonProperty("referenceInAnswer")
  REFERENCE_IN_ANSWER("reference in answer"),
  /// Is the chunk useful for arriving at the reference?
  @JsonProperty("chunks")
  CHUNKS("useful for the reference");

  private final String finding;

  Subject(String finding) {
    this.finding = finding;
  }

  /// Under which name [Findings] knows it.
  String finding() {
    return finding;
  }
}
