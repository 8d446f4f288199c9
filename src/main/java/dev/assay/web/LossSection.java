package dev.assay.web;

import dev.assay.analysis.Loss;
import dev.assay.analysis.Loss.Part;
import dev.assay.analysis.Losses;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where evidence was lost, per configuration.
///
/// @param cutoff how many hits count
/// @param rows in the order of the experiment
/// @param chosen the configuration whose questions are listed
public record LossSection(int cutoff, List<Row> rows, String chosen) {
  /// Questions listed for each place.
  private static final int LISTED = 30;

  /// One configuration.
  ///
  /// @param n questions that were ranked
  /// @param mean null where there are none
  /// @param cut questions with a piece of evidence that no chunk holds whole
  public record Row(
      String id, String label, int n, @Nullable Loss mean, int cut, List<Place> places) {}

  /// Where questions lose most.
  ///
  /// @param count how many do
  /// @param questions the ids of those that lose most there
  public record Place(Part part, int count, List<String> questions) {}

  /// @param chosen an id; another than the experiment's is read as the best
  static LossSection of(Losses losses, @Nullable String chosen, @Nullable String best) {
    var rows =
        losses.configurations().stream()
            .map(of ->
                new Row(
                    of.id(),
                    of.label(),
                    of.n(),
                    of.mean(),
                    of.cut(),
                    of.buckets().stream().map(LossSection::place).toList()))
            .toList();
    String wanted =
        rows.stream().anyMatch(row -> row.id().equals(chosen))
            ? Objects.requireNonNull(chosen)
            : best == null ? rows.getFirst().id() : best;
    return new LossSection(losses.cutoff(), rows, wanted);
  }

  private static Place place(Losses.Bucket bucket) {
    List<String> all = bucket.questions();
    return new Place(bucket.part(), all.size(), all.subList(0, Math.min(LISTED, all.size())));
  }

  /// `not found`
  public static String name(Part part) {
    return switch (part) {
      case CHUNKING -> "chunking";
      case NOT_FOUND -> "not found";
      case RANKED_LOW -> "ranked low";
      case INDEX -> "index";
      case FUSION -> "fusion";
      case RERANKING -> "reranking";
    };
  }

  public static List<Part> parts() {
    return List.of(Part.values());
  }

  /// The row whose questions are listed.
  public Row open() {
    return rows.stream().filter(row -> row.id().equals(chosen)).findFirst().orElseThrow();
  }

  /// The figure of the same numbers.
  public LossChart chart() {
    return new LossChart(cutoff, rows);
  }
}
