package dev.assay.analysis;

import dev.assay.experiment.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the experiments of one name gave over time, and when the choice is due again.
///
/// @param measure the primary one of the newest
/// @param points the oldest first
/// @param choice the experiment that was decided last; null where none was
/// @param due why the choice is due again, or when it will be; empty where nothing was said of it
/// @param isDue whether it is due now
public record History(
    String name,
    String measure,
    List<Point> points,
    @Nullable Choice choice,
    List<String> due,
    boolean isDue) {

  /// What was decided.
  public record Choice(String experiment, Instant at) {}

  /// One experiment.
  ///
  /// @param best the configuration with the highest mean, and that mean; null without a value
  /// @param baseline the one that others are compared with
  /// @param fingerprints what the result depends on
  /// @param comparable with the newest: the same corpus and the same golden questions
  /// @param changes what differs from the newest, in words
  public record Point(
      String experiment,
      Instant finished,
      @Nullable Value best,
      @Nullable Value baseline,
      Fingerprints fingerprints,
      boolean comparable,
      List<String> changes) {}

  /// A configuration's mean of the measure.
  public record Value(String id, String label, Result.Mean mean) {}

  /// What a result depends on.
  ///
  /// @param models name to fingerprint of its weights and encoding
  /// @param settings the hash of the experiment file's text
  public record Fingerprints(
      String corpus,
      String golden,
      Map<String, String> models,
      String engine,
      String settings,
      long seed) {}
}
