package dev.assay.web;

import dev.assay.analysis.CompareRequest;
import dev.assay.experiment.Comparison;
import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.Change;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Slice;
import dev.assay.lab.FinishedExperiment;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is it really better, and where is it worse?
///
/// @param comparison null while the experiment has no result, and where it has one configuration
/// @param choices all configurations
/// @param with the candidates compared
/// @param left how many configurations were left out because there are many
/// @param chosen the candidate whose questions are listed; null without a comparison
/// @param changes of the chosen candidate, all
/// @param rows those shown
public record ComparePage(
    Query query,
    String experiment,
    @Nullable Comparison comparison,
    List<Choice> choices,
    List<String> with,
    int left,
    List<String> measures,
    List<String> slices,
    @Nullable Candidate chosen,
    List<Change> changes,
    Paging<Change> rows)
    implements Page {
  /// Candidates compared where nobody names any.
  private static final int MOST = 12;

  private static final double TIE = 1e-9;

  /// A configuration that can be compared.
  public record Choice(String id, String label) {}

  static ComparePage of(Catalogue catalogue, Query query, String id) {
    ExperimentRecord experiment = catalogue.experiment(id);
    Optional<FinishedExperiment> finished = catalogue.lab().of(experiment).finished();
    Result result = catalogue.lab().of(experiment).result().orElse(null);
    if (finished.isEmpty() || result == null || finished.get().configurations().size() < 2) {
      return new ComparePage(
          query,
          experiment.id(),
          null,
          List.of(),
          List.of(),
          0,
          List.of(),
          List.of(),
          null,
          List.of(),
          Paging.of(List.of(), query, 25));
    }
    return of(query, experiment.id(), finished.get(), result);
  }

  private static ComparePage of(
      Query query, String experiment, FinishedExperiment finished, Result result) {
    List<Choice> choices =
        finished.configurations().stream()
            .map(configuration -> new Choice(configuration.id(), configuration.label()))
            .toList();
    String base = query.text("base", finished.baselineId());
    List<String> asked =
        query.list("with").stream().filter(candidate -> !candidate.equals(base)).toList();
    List<String> with = asked.isEmpty() ? highest(finished, result, base) : asked;
    String measure = query.text("measure");
    Slice slice = slice(query.text("slice"));
    Comparison comparison = finished.compare(new CompareRequest(base, with, measure, null), slice);
    Candidate chosen = chosen(comparison, query.text("of"));
    List<Change> changes =
        finished.changes(
            new CompareRequest(base, List.of(chosen.standing().id()), measure, null), slice);
    return new ComparePage(
        query,
        experiment,
        comparison,
        choices,
        comparison.candidates().stream().map(one -> one.standing().id()).toList(),
        asked.isEmpty() ? choices.size() - 1 - with.size() : 0,
        Stream.concat(finished.measures().stream(), Stream.of(comparison.measure()))
            .distinct()
            .toList(),
        finished.slices().stream().map(Slice::toString).toList(),
        chosen,
        changes,
        Paging.of(shown(changes, query), query, 25));
  }

  /// The candidates with the highest means of the primary measure, in the order of the experiment.
  private static List<String> highest(FinishedExperiment finished, Result result, String base) {
    List<String> best =
        result.configurations().stream()
            .filter(one -> !one.id().equals(base) && !one.label().equals(base))
            .sorted(
                Comparator.comparing(
                    (ConfigurationResult one) -> mean(one, result.primary()),
                    Comparator.nullsLast(Comparator.reverseOrder())))
            .limit(MOST)
            .map(ConfigurationResult::id)
            .toList();
    return finished.configurations().stream()
        .map(Configuration::id)
        .filter(best::contains)
        .toList();
  }

  private static @Nullable Double mean(ConfigurationResult one, String measure) {
    Result.Mean mean = one.measures().get(measure);
    return mean == null ? null : mean.mean();
  }

  private static @Nullable Slice slice(@Nullable String text) {
    try {
      return text == null ? null : Slice.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()), "Leave it out for all questions.");
    }
  }

  /// The one asked for, or the highest mean.
  private static Candidate chosen(Comparison comparison, @Nullable String id) {
    return comparison.candidates().stream()
        .filter(candidate -> candidate.standing().id().equals(id))
        .findFirst()
        .orElseGet(() ->
            comparison.candidates().stream()
                .max(
                    Comparator.comparing(
                        candidate -> candidate.standing().mean(),
                        Comparator.nullsFirst(Comparator.<Double>naturalOrder())))
                .orElseThrow());
  }

  /// Worse first, or better first; equal ones by id.
  private static List<Change> shown(List<Change> changes, Query query) {
    boolean better = "better".equals(query.text("show"));
    Comparator<Change> byDelta = Comparator.comparingDouble(Change::delta);
    return changes.stream()
        .filter(change ->
            switch (query.text("show", "all")) {
              case "worse" -> change.delta() < -TIE;
              case "better" -> change.delta() > TIE;
              default -> true;
            })
        .sorted((better ? byDelta.reversed() : byDelta).thenComparing(Change::question))
        .toList();
  }

  /// How many questions `show` would list.
  public long count(String show) {
    return changes.stream()
        .filter(change ->
            switch (show) {
              case "worse" -> change.delta() < -TIE;
              case "better" -> change.delta() > TIE;
              default -> true;
            })
        .count();
  }

  public DeltaChart forest() {
    return DeltaChart.of(Objects.requireNonNull(comparison));
  }

  public DeltaHistogram histogram() {
    return new DeltaHistogram(changes.stream().map(Change::delta).toList());
  }

  public String questionUrl(Change change) {
    return Query.url(
        "/x/" + experiment + "/question",
        "id",
        change.question(),
        "runs",
        Objects.requireNonNull(comparison).baseline().id()
            + ","
            + Objects.requireNonNull(chosen).standing().id());
  }

  @Override
  public String template() {
    return "compare";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("comparison", comparison);
    data.put("leftOut", left);
    data.put("chosen", chosen == null ? null : chosen.standing().id());
    data.put("questions", rows);
    return data;
  }
}
