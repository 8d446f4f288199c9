package dev.assay.experiment;

import dev.assay.measure.GradeMeasure;
import dev.assay.measure.Judged;
import dev.assay.measure.Measure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a hit counts for that nobody judged. `docs/comparing.md` says when each misleads.
public enum Unjudged {
  /// As not relevant, which a comparison says beside its figures.
  ZERO,
  /// As not relevant, with the two other readings beside the mean: without unjudged hits, and
  /// bpref.
  REPORT,
  /// Not at all: they are left out and the others close ranks. Flatters.
  CONDENSE;

  /// The measure that is compared.
  ///
  /// @throws IllegalArgumentException if the measure has no such reading
  String measure(String measure) {
    return switch (this) {
      case ZERO, REPORT -> measure;
      case CONDENSE -> condensed(measure);
    };
  }

  /// Measures to show beside.
  List<String> beside(String measure) {
    String judged = judged(measure);
    Stream<String> first = judged == null ? Stream.of() : Stream.of(judged);
    Stream<String> views =
        switch (this) {
          case ZERO, CONDENSE -> Stream.of();
          case REPORT -> Stream.of(condensed(measure), "Bpref");
        };
    return Stream.concat(first, views).toList();
  }

  /// `Judged@10` of `nDCG@10`; null where the measure does not look at a number of graded hits.
  public static @Nullable String judged(String measure) {
    return Measure.parse(measure) instanceof GradeMeasure graded
            && graded.cutoff() != Measure.UNCUT
            && !measure.contains("judged_only")
        ? new Judged(graded.cutoff()).toString()
        : null;
  }

  private static String condensed(String measure) {
    int at = measure.lastIndexOf('@');
    String name = at < 0 ? measure : measure.substring(0, at);
    String cut = at < 0 ? "" : measure.substring(at);
    String asked =
        name.endsWith(")")
            ? name.substring(0, name.length() - 1) + ",judged_only=True)"
            : name + "(judged_only=True)";
    return Measure.parse(asked + cut).toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
