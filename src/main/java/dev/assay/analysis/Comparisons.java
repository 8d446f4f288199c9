package dev.assay.analysis;

import dev.assay.InvalidInput;
import dev.assay.experiment.Cells;
import dev.assay.experiment.Compared;
import dev.assay.experiment.Comparer;
import dev.assay.experiment.Comparison;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.Grid;
import dev.assay.experiment.RunFile;
import dev.assay.experiment.Scorer;
import dev.assay.experiment.Slice;
import dev.assay.experiment.Stored;
import dev.assay.experiment.Unjudged;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Measure;
import dev.assay.measure.SpanMeasure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The comparisons that can be asked of a finished experiment.
public record Comparisons(Stored stored) {
  /// A request with everything that it names found, and read.
  ///
  /// @param byDocument as asked for, or because a run file ranks nothing smaller
  /// @param comparer of the cells of all that is compared
  private record Asked(
      Comparer.Question question,
      boolean byDocument,
      List<Comparison.OtherRun> runs,
      Comparer comparer) {}

  /// Compares what a request names.
  ///
  /// @throws InvalidInput for a configuration the experiment does not have, no measure, or a run
  ///   file that cannot be measured
  public Comparison of(CompareRequest request, @Nullable Slice slice) {
    Asked asked = asked(request);
    return said(asked.comparer().compare(asked.question(), slice), asked);
  }

  public Comparison.Slices of(CompareRequest request, Slice.Property property) {
    Asked asked = asked(request);
    List<Slice> slices = property.slices(stored.questions());
    return new Comparison.Slices(
        stored.experiment().id(),
        property.toString(),
        asked.comparer().compare(asked.question(), new ArrayList<>(slices)).stream()
            .map(one -> said(one, asked))
            .toList());
  }

  private Comparison said(Comparison comparison, Asked asked) {
    return comparison.with(stored.result().partial(), asked.byDocument(), asked.runs());
  }

  public List<Comparison.Change> changes(CompareRequest request, @Nullable Slice slice) {
    Asked asked = asked(request);
    return asked
        .comparer()
        .changes(asked.question(), asked.question().candidates().getFirst(), slice);
  }

  private Asked asked(CompareRequest request) {
    Compared baseline =
        request.baseline() == null ? stored.baseline() : find(request.baseline(), request);
    List<? extends Compared> candidates =
        request.candidates().isEmpty()
            ? stored.configurations().stream()
                .filter(other -> !other.id().equals(baseline.id()))
                .toList()
            : candidates(request);
    if (candidates.stream().anyMatch(candidate -> candidate.id().equals(baseline.id()))) {
      throw stored.wrong(baseline.id() + " cannot be compared with itself", null);
    }
    Unjudged unjudged = Objects.requireNonNullElse(request.unjudged(), stored.file().unjudged());
    String measure = measure(request, unjudged);
    var question = new Comparer.Question(baseline, candidates, measure, unjudged.beside(measure));
    return measured(question, request.byDocument());
  }

  /// A reading that was asked for, and that the measure does not have, is an error; one that the
  /// file says is for the measures that have it.
  private String measure(CompareRequest request, Unjudged unjudged) {
    String asked = stored.measure(request.measure());
    if (request.unjudged() == null) {
      return unjudged.measureIfAny(asked);
    }
    try {
      return unjudged.measure(request.measure() == null ? Unjudged.plain(asked) : asked);
    } catch (IllegalArgumentException e) {
      throw stored.wrong(
          "--unjudged %s: %s".formatted(unjudged, e.getMessage()),
          "--measure nDCG@10, or another of docs/measures.md that counts hits");
    }
  }

  /// Each once, whether its id or its label is named.
  private List<Compared> candidates(CompareRequest request) {
    var byId = new LinkedHashMap<String, Compared>();
    for (String name : request.candidates()) {
      if (!byId.containsKey(name)) {
        Compared found = find(name, request);
        byId.putIfAbsent(found.id(), found);
      }
    }
    return List.copyOf(byId.values());
  }

  private Compared find(String name, CompareRequest request) {
    var file = request.files().paths().get(name);
    return file == null || Grid.find(stored.configurations(), name).isPresent()
        ? stored.known(name)
        : RunFile.read(name, file, stored, request.files());
  }

  private Asked measured(Comparer.Question question, boolean documentsAsked) {
    var answerable = stored.questions().stream().filter(GoldenQuestion::answerable).toList();
    var files = of(question, RunFile.class);
    boolean byDocument = documentsAsked || files.stream().anyMatch(RunFile::ranksDocuments);
    var measures =
        Stream.concat(question.beside().stream(), Stream.of(question.measure())).toList();
    if (byDocument && Measure.parse(question.measure()) instanceof SpanMeasure) {
      throw stored.wrong(
          question.measure()
              + " needs to know which part of a document was found, and documents"
              + " are compared as wholes",
          "--measure nDCG@10, or another of docs/measures.md that counts hits");
    }
    var runs = files.stream().map(file -> file.report(answerable, byDocument)).toList();
    Cells cells = stored.cells(of(question, Configuration.class), measures, byDocument);
    if (!files.isEmpty()) {
      Scorer scorer = stored.scorer(measures.stream().map(Measure::parse).toList(), byDocument);
      cells =
          cells.and(
              files.stream()
                  .flatMap(
                      file -> answerable.stream().map(one -> file.score(one, scorer, byDocument)))
                  .toList());
    }
    return new Asked(
        question,
        byDocument,
        runs,
        new Comparer(stored.experiment().id(), stored.file(), stored.questions(), cells));
  }

  private static <T extends Compared> List<T> of(Comparer.Question question, Class<T> kind) {
    return question.all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
