package dev.assay.judge.metric;

import dev.assay.Nearest;
import dev.assay.judge.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A number that a judge's findings on one answer come to.
///
/// @param name `family:metric@version`, `ragas:faithfulness@0.4`; a changed prompt, formula, scale
///   or edge rule is a new version
/// @param high the best or worst value there can be; the other end is `low`
/// @param unit what is judged: claims, chunks, sentences, the answer
/// @param formula in words, for people
public record Metric(
    String name,
    Direction direction,
    double low,
    double high,
    String unit,
    String formula,
    Function<Findings, Outcome> judge) {

  /// From 0 to 1.
  static Metric share(
      String name,
      Direction direction,
      String unit,
      String formula,
      Function<Findings, Outcome> judge) {
    return new Metric(name, direction, 0, 1, unit, formula, judge);
  }

  /// Every metric there is but criteria, family by family.
  public static List<Metric> all() {
    return Stream.of(
            Own.METRICS,
            Ragas.METRICS,
            RagChecker.METRICS,
            DeepEval.METRICS,
            TruLens.METRICS,
            Phoenix.METRICS,
            Umbrela.METRICS,
            Nuggets.METRICS,
            Rouge.METRICS)
        .flatMap(List::stream)
        .toList();
  }

  /// The metrics of a name: one, or with `family:*` all of a family.
  ///
  /// @throws IllegalArgumentException if there is none, with the nearest name
  public static List<Metric> named(String name) {
    var family =
        name.endsWith(":*")
            ? all().stream()
                .filter(metric -> metric.name.startsWith(name.substring(0, name.length() - 1)))
                .toList()
            : List.<Metric>of();
    return family.isEmpty() ? List.of(parse(name)) : family;
  }

  /// The metric of a name, with or without its version: `ragas:faithfulness`; or of a criterion,
  /// `criterion:NAME=TEXT`.
  ///
  /// @throws IllegalArgumentException if there is none, with the nearest name
  public static Metric parse(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown metric '%s'; %s"
                    .formatted(
                        name,
                        Nearest.suggestion(name, all().stream().map(Metric::shortName).toList()))));
  }

  /// As [#parse]; empty if there is none.
  ///
  /// @throws IllegalArgumentException for a criterion without a name or a text
  public static Optional<Metric> find(String name) {
    return Criterion.parse(name)
        .or(() ->
            all().stream()
                .filter(metric -> metric.name.equals(name) || metric.shortName().equals(name))
                .findFirst());
  }

  /// Without the version.
  public String shortName() {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  /// What it says of an answer.
  public Outcome of(Findings findings) {
    return judge.apply(findings);
  }

  /// Equal by name: the function behind it has no identity.
  @Override
  public boolean equals(Object other) {
    return other instanceof Metric metric && metric.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
