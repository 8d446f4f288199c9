package dev.assay.verdicts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.assay.answers.Preferences;
import dev.assay.answers.Preferences.Rating;
import dev.assay.judge.metric.Direction;
import dev.assay.measure.Correlation;
import dev.assay.measure.Figure;
import dev.assay.measure.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Whether metrics prefer the answers that people prefer.
///
/// @param candidate the system that people held against the baseline
/// @param unknown ids that were rated and that not both systems have
/// @param aspects one for each thing that people rated
public record Agreement(String candidate, int unknown, List<Aspect> aspects) {

  /// Whether nothing was rated that both systems have.
  @JsonIgnore
  public boolean isOfNothing() {
    return aspects.stream().allMatch(aspect -> aspect.rated() == 0);
  }

  /// One thing that was rated.
  ///
  /// @param name `overall` where the file names nothing
  /// @param rated pairs of answers that people rated and both systems have
  /// @param people one person against the mean of the others, of pairs that several rated: what a
  ///   metric cannot be expected to exceed by much; null where none was
  public record Aspect(String name, int rated, @Nullable Met people, List<OfMetric> metrics) {}

  /// One metric.
  ///
  /// @param met null where no rated pair has a score of both answers
  public record OfMetric(String metric, @Nullable Met met) {}

  /// How often, and how closely, two preferences meet. Intervals draw pairs of answers.
  ///
  /// @param n pairs with both
  /// @param correlation of the two preferences, Pearson's; null where one does not vary
  /// @param decided of these, pairs that people do not call a tie
  /// @param agreed of the decided, the share on which both prefer the same answer, where the other
  ///   sees a tie a half; null without any
  public record Met(int n, @Nullable Figure correlation, int decided, @Nullable Figure agreed) {}

  /// Two preferences of one pair.
  ///
  /// @param people what is to be met
  private record Both(String id, double other, double people) {}

  /// Below it two scores are one.
  private static final double TIE = 1e-9;

  /// Holds metrics against people.
  ///
  /// @param metrics some of [AnswerComparer#metrics]; those of which nobody says which way is
  ///   better are left out
  /// @param candidate the name of the one that people held against the baseline
  public static Agreement of(
      AnswerComparer comparer,
      List<String> metrics,
      String candidate,
      Preferences preferences,
      long seed) {
    var directed =
        metrics.stream().filter(metric -> Direction.isTold(comparer.direction(metric))).toList();
    var aspects = new ArrayList<Aspect>();
    var known = comparer.ids(candidate);
    preferences
        .byAspect()
        .forEach((name, ratings) -> {
          ratings.keySet().retainAll(known);
          aspects.add(
              new Aspect(
                  name,
                  ratings.size(),
                  met(people(ratings), seed),
                  directed.stream()
                      .map(metric ->
                          new OfMetric(
                              metric, met(both(comparer, metric, candidate, ratings), seed)))
                      .toList()));
        });
    long unknown =
        preferences.ratings().stream()
            .map(Rating::id)
            .filter(id -> !known.contains(id))
            .distinct()
            .count();
    return new Agreement(candidate, (int) unknown, aspects);
  }

  private static List<Both> both(
      AnswerComparer comparer, String metric, String candidate, Map<String, List<Double>> ratings) {
    int sign = comparer.direction(metric) == Direction.LOWER ? -1 : 1;
    return comparer.pairs(metric, candidate).stream()
        .filter(pair -> ratings.containsKey(pair.id()))
        .map(pair ->
            new Both(
                pair.id(), sign * pair.delta(), mean(ratings.getOrDefault(pair.id(), List.of()))))
        .toList();
  }

  private static List<Both> people(Map<String, List<Double>> ratings) {
    var both = new ArrayList<Both>();
    ratings.forEach((id, all) -> {
      double sum = all.stream().mapToDouble(Double::doubleValue).sum();
      if (all.size() > 1) {
        all.forEach(one -> both.add(new Both(id, one, (sum - one) / (all.size() - 1))));
      }
    });
    return both;
  }

  private static double mean(List<Double> ratings) {
    return ratings.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static @Nullable Met met(List<Both> pairs, long seed) {
    if (pairs.isEmpty()) {
      return null;
    }
    var resampling = new Resampling<>(pairs, Both::id, seed);
    return new Met(
        (int) pairs.stream().map(Both::id).distinct().count(),
        resampling.figure(Agreement::correlation),
        (int) pairs.stream().filter(Agreement::decided).map(Both::id).distinct().count(),
        resampling.figure(Agreement::agreed));
  }

  private static OptionalDouble correlation(List<Both> pairs) {
    return Correlation.of(
        pairs.stream().mapToDouble(Both::other).toArray(),
        pairs.stream().mapToDouble(Both::people).toArray());
  }

  private static boolean decided(Both pair) {
    return Math.abs(pair.people()) > TIE;
  }

  private static OptionalDouble agreed(List<Both> pairs) {
    return pairs.stream()
        .filter(Agreement::decided)
        .mapToDouble(
            pair -> Math.abs(pair.other()) <= TIE ? .5 : pair.other() * pair.people() > 0 ? 1 : 0)
        .average();
  }
}
