package dev.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.measure.Condensed;
import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Judged;
import dev.assay.measure.Measure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a hit counts for that nobody judged. `docs/comparing.md` says when each misleads.
public enum Unjudged {
  /// As not relevant, which tables and comparisons say beside their figures.
  @JsonProperty("zero")
  ZERO,
  /// As not relevant, with the two other readings beside the mean: without unjudged hits, and
  /// bpref.
  @JsonProperty("report")
  REPORT,
  /// Not at all: they are left out and the others close ranks. Flatters.
  @JsonProperty("condense")
  CONDENSE;

  /// The measure that is compared.
  ///
  /// @throws IllegalArgumentException if the measure has no such reading
  public String measure(String measure) {
    return switch (this) {
      case ZERO, REPORT -> measure;
      case CONDENSE -> condensed(measure);
    };
  }

  /// The measure without a reading of its own: of `nDCG(judged_only=True)@10`, `nDCG@10`.
  public static String plain(String measure) {
    return Measure.parse(measure) instanceof Condensed(GradeMeasure inner)
        ? inner.toString()
        : measure;
  }

  /// The same as [#measure]; a measure that has no such reading, or is none, stays what it is.
  public String measureIfAny(String measure) {
    try {
      return measure(measure);
    } catch (IllegalArgumentException e) {
      return measure;
    }
  }

  /// What a run measures where `wanted` was asked for.
  ///
  /// @param primary what the readings beside are of
  List<String> measures(List<String> wanted, String primary) {
    if (this == ZERO) {
      return wanted;
    }
    Stream<String> read = wanted.stream().map(this::measureIfAny);
    return Stream.concat(read, besideIfAny(primary)).distinct().toList();
  }

  private Stream<String> besideIfAny(String measure) {
    try {
      return beside(measure).stream();
    } catch (IllegalArgumentException e) {
      return Stream.of();
    }
  }

  private static Stream<String> readings(String measure) {
    String condensed = CONDENSE.measureIfAny(measure);
    return condensed.equals(measure) ? Stream.of() : Stream.of(condensed, "Bpref");
  }

  /// Measures to show beside.
  public List<String> beside(String measure) {
    String judged = judged(measure);
    Stream<String> first = judged == null ? Stream.of() : Stream.of(judged);
    return Stream.concat(first, this == REPORT ? readings(measure) : Stream.of()).toList();
  }

  /// `Judged@10` of `nDCG@10`; null where the measure does not look at a number of graded hits.
  public static @Nullable String judged(String measure) {
    return switch (Measure.parse(measure)) {
      case Condensed(GradeMeasure inner) -> judged(inner);
      case GradeMeasure graded -> judged(graded);
      default -> null;
    };
  }

  private static @Nullable String judged(GradeMeasure graded) {
    return graded.cutoff() == Measure.UNCUT ? null : new Judged(graded.cutoff()).toString();
  }

  private static String condensed(String measure) {
    return switch (Measure.parse(measure)) {
      case Condensed condensed -> condensed.toString();
      case GradeMeasure graded -> new Condensed(graded).toString();
      default -> throw new IllegalArgumentException(measure + " has no condensed view");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
