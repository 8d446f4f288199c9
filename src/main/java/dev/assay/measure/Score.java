package dev.assay.measure;

/// What a measure says about one question: a value, or why there is none. A missing value is never
/// 0.
public sealed interface Score {
  /// A value.
  ///
  /// @param value finite; for the measures of this package in [0,1], higher is better
  record Scored(double value) implements Score {
    public Scored {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a score must be finite, got " + value);
      }
    }
  }

  /// The measure has no meaning for this question, which stays outside the mean and is listed.
  record NotApplicable(String reason) implements Score {}

  static Score nothingRelevant() {
    return new NotApplicable("no chunk is judged relevant");
  }

  static Score noEvidence() {
    return new NotApplicable("the question has no evidence");
  }

  static Score of(double value) {
    return new Scored(value);
  }

  /// trec_eval's reading: a question with nothing relevant counts as 0.
  default double asTrecEval() {
    return switch (this) {
      case Scored(double value) -> value;
      case NotApplicable _ -> 0;
    };
  }
}
