package dev.assay.judge.metric;

import dev.assay.judge.Outcome;
import java.util.function.Function;

/// What was found out about an answer, or why it is not known.
public sealed interface Finding<T> {
  /// What was found.
  record Known<T>(T value) implements Finding<T> {}

  /// Not known.
  ///
  /// @param outcome failed, abstained or not applicable; never scored
  record Unknown<T>(Outcome outcome) implements Finding<T> {}

  static <T> Finding<T> of(T value) {
    return new Known<>(value);
  }

  static <T> Finding<T> failed(String reason) {
    return new Unknown<>(new Outcome.Failed(reason));
  }

  static <T> Finding<T> notApplicable(String reason) {
    return new Unknown<>(new Outcome.NotApplicable(reason));
  }

  /// What follows from it.
  default <U> Finding<U> then(Function<T, Finding<U>> next) {
    return switch (this) {
      case Known<T>(T value) -> next.apply(value);
      case Unknown<T>(Outcome outcome) -> new Unknown<>(outcome);
    };
  }

  /// The score that follows from it, or why there is none.
  default Outcome score(Function<T, Outcome> formula) {
    return switch (this) {
      case Known<T>(T value) -> formula.apply(value);
      case Unknown<T>(Outcome outcome) -> outcome;
    };
  }
}
