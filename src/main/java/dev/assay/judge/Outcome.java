package dev.assay.judge;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How judging one answer by one metric ended. Nothing is NaN, and nothing missing becomes 0.
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Outcome {
  /// Before the reason, in [#words].
  String ABSTAINED = "abstained: ";

  /// As above.
  String FAILED = "failed: ";

  /// As above.
  String NOT_APPLICABLE = "not applicable: ";

  /// A value within the range of its metric, most often from 0 to 1.
  record Scored(double value) implements Outcome {
    public Scored {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a score is a number, got " + value);
      }
    }
  }

  /// The answer declines the question, so there is nothing to judge; counted as a rate of its own.
  record Abstained(String reason) implements Outcome {}

  /// There was something to judge, and no complete set of valid verdicts came back.
  record Failed(String reason) implements Outcome {}

  /// An input is missing, so the metric has no meaning here; outside every mean.
  record NotApplicable(String reason) implements Outcome {}

  /// `failed: no reply`; a score as its number.
  default String words() {
    return switch (this) {
      case Scored(double value) -> String.valueOf(value);
      case Abstained(String reason) -> ABSTAINED + reason;
      case Failed(String reason) -> FAILED + reason;
      case NotApplicable(String reason) -> NOT_APPLICABLE + reason;
    };
  }

  /// What is no score, from [#words]; other words are a failure's reason.
  static Outcome parse(String words) {
    if (words.startsWith(ABSTAINED)) {
      return new Abstained(words.substring(ABSTAINED.length()));
    }
    return words.startsWith(NOT_APPLICABLE)
        ? new NotApplicable(words.substring(NOT_APPLICABLE.length()))
        : new Failed(words.startsWith(FAILED) ? words.substring(FAILED.length()) : words);
  }
}
