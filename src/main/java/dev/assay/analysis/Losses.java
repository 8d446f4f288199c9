package dev.assay.analysis;

import dev.assay.analysis.Loss.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where each configuration of an experiment lost evidence. `docs/losses.md` says what each figure
/// means.
///
/// @param cutoff how many hits count
/// @param searched how the dense legs were searched: `exact`, or with an approximate index
/// @param indexes the approximate indexes that were asked for, of each dense leg; empty where none
///   was
public record Losses(
    String experiment,
    int cutoff,
    String searched,
    List<OfConfiguration> configurations,
    List<IndexSweep> indexes) {

  public Losses with(List<IndexSweep> measured) {
    return new Losses(experiment, cutoff, searched, configurations, measured);
  }

  /// The losses of one configuration.
  ///
  /// @param n questions that were ranked
  /// @param mean over them; null where there are none
  /// @param cut questions with a piece of evidence that no chunk holds whole, lost or not
  public record OfConfiguration(
      String id, String label, int n, @Nullable Loss mean, int cut, List<OfQuestion> questions) {

    /// The questions that lose most at each place, those first that lose most there; a place where
    /// nothing was lost is left out.
    public List<Bucket> buckets() {
      var buckets = new ArrayList<Bucket>();
      for (Part part : Part.values()) {
        List<String> ids =
            questions.stream()
                .filter(question -> question.largest() == part)
                .sorted(
                    Comparator.comparingDouble((OfQuestion question) -> -question.loss().of(part))
                        .thenComparing(OfQuestion::question))
                .map(OfQuestion::question)
                .toList();
        if (!ids.isEmpty()) {
          buckets.add(new Bucket(part, ids));
        }
      }
      return buckets;
    }
  }

  /// The losses of one question.
  ///
  /// @param largest where most was lost; null where nothing was
  /// @param cut whether a piece of its evidence is whole in no chunk
  public record OfQuestion(String question, Loss loss, @Nullable Part largest, boolean cut) {}

  /// The questions that lose most at one place.
  ///
  /// @param questions ids
  public record Bucket(Part part, List<String> questions) {}
}
