package dev.assay.experiment;

import dev.assay.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The comparisons that can be asked of a finished experiment.
record Comparisons(Stored stored) {

  /// @throws InvalidInput for a configuration the experiment does not have, or no measure
  Comparison of(CompareRequest request, @Nullable Slice slice) {
    Comparer.Question question = question(request);
    return comparer(question).compare(question, slice).with(stored.result().partial());
  }

  Comparison.Slices of(CompareRequest request, Slice.Property property) {
    Comparer.Question question = question(request);
    List<Slice> slices = property.slices(stored.questions());
    return new Comparison.Slices(
        stored.experiment().id(),
        property.toString(),
        comparer(question).compare(question, new ArrayList<>(slices)).stream()
            .map(one -> one.with(stored.result().partial()))
            .toList());
  }

  List<Comparison.Change> changes(CompareRequest request, @Nullable Slice slice) {
    Comparer.Question question = question(request);
    return comparer(question).changes(question, question.candidates().getFirst(), slice);
  }

  private Comparer comparer(Comparer.Question question) {
    var measures = new ArrayList<>(question.beside());
    measures.add(question.measure());
    return new Comparer(
        stored.experiment().id(),
        stored.file(),
        stored.questions(),
        stored.cells(question.all(), measures));
  }

  private Comparer.Question question(CompareRequest request) {
    String named = request.baseline();
    Configuration baseline = named == null ? stored.baseline() : stored.known(named);
    List<Configuration> candidates =
        request.candidates().isEmpty()
            ? stored.configurations().stream().filter(other -> !other.equals(baseline)).toList()
            : stored.known(request.candidates());
    if (candidates.contains(baseline)) {
      throw stored.wrong(baseline.id() + " cannot be compared with itself", null);
    }
    String measure = request.unjudged().measure(stored.measure(request.measure()));
    return new Comparer.Question(baseline, candidates, measure, request.unjudged().beside(measure));
  }
}
