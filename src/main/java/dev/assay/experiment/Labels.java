package dev.assay.experiment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people's labels say of the numbers of a judge under one configuration.
///
/// @param metrics by name, those that can be computed from verdicts a person can give
/// @param verdicts by what they are about: `claims`, `chunks` …
public record Labels(Map<String, OfMetric> metrics, Map<String, OfVerdicts> verdicts) {
  /// From so many labels on a mean or a share is corrected.
  public static final int NEEDED = 30;

  /// Fewer labelled answers give no interval to rely on.
  public static final int RELIABLE = 10;

  /// A value for all items, corrected by the labels of some, with its 95 % interval.
  ///
  /// @param method `PPI++` or `Rogan-Gladen`
  public record Corrected(double value, double low, double high, String method) {}

  /// Labels behind the mean of a metric.
  ///
  /// @param labels on verdicts it rests on
  /// @param missing until it can be corrected
  /// @param answers of which a person labelled every verdict
  /// @param judge the mean of the judge alone
  /// @param corrected the mean that people would give; null where it is not known
  /// @param because why not, or that its interval cannot be relied on; else null
  public record OfMetric(
      int labels,
      int missing,
      int answers,
      @Nullable Double judge,
      @Nullable Corrected corrected,
      @Nullable String because) {}

  /// Labels beside verdicts.
  ///
  /// @param verdicts how many there are
  /// @param labels on them
  /// @param missing until the share can be corrected
  /// @param confusion how judge and people met, yes = stated or useful
  /// @param kappa null where it is not defined
  /// @param judge the share of yes that the judge gives
  /// @param corrected the share that people would give; null where it is not known
  public record OfVerdicts(
      int verdicts,
      int labels,
      int missing,
      ReportCard.Counts confusion,
      @Nullable Double kappa,
      @Nullable Double judge,
      @Nullable Corrected corrected) {}
}
