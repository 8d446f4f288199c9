package dev.assay.web;

import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Mean;
import dev.assay.lab.Lab;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which configuration to pick.
///
/// @param result null until the first run has ended
/// @param configurations in the order asked for
/// @param metrics the names of the judge's metrics; empty where nothing was judged
/// @param losses null where there is no result
/// @param planned configurations of an experiment without a result, letter and label
public record ExperimentPage(
    Query query,
    Summary experiment,
    Standing standing,
    @Nullable Result result,
    List<ConfigurationResult> configurations,
    List<String> measures,
    List<String> metrics,
    List<Slice> slices,
    @Nullable LossSection losses,
    List<Planned> planned,
    QuestionList questions)
    implements Page {

  /// What the experiment is.
  public record Summary(
      String id,
      String name,
      @Nullable String question,
      String file,
      String corpus,
      String golden,
      Instant started,
      @Nullable Instant finished) {
    static Summary of(ExperimentRecord experiment) {
      return new Summary(
          experiment.id(),
          experiment.name(),
          experiment.question(),
          String.valueOf(experiment.file().getFileName()),
          experiment.corpus(),
          experiment.golden(),
          experiment.started(),
          experiment.finished());
    }
  }

  /// A configuration without a result.
  public record Planned(String id, String label) {}

  static ExperimentPage of(Catalogue catalogue, Query query, String id) {
    Lab lab = catalogue.lab();
    ExperimentRecord experiment = catalogue.experiment(id);
    Result result = lab.of(experiment).result().orElse(null);
    List<ConfigurationResult> all = result == null ? List.of() : result.configurations();
    return new ExperimentPage(
        query,
        Summary.of(experiment),
        catalogue.standing(experiment),
        result,
        result == null ? List.of() : sorted(result, query.text("sort", result.primary())),
        result == null ? List.of() : measures(result),
        metrics(all),
        Slice.of(all),
        result == null
            ? null
            : catalogue
                .losses()
                .of(lab, experiment)
                .map(losses -> LossSection.of(losses, query.text("loss"), result.best()))
                .orElse(null),
        result == null
            ? lab.of(experiment).configurations().stream()
                .map(configuration -> new Planned(configuration.id(), configuration.label()))
                .toList()
            : List.of(),
        QuestionList.of(lab, experiment, result, query));
  }

  /// The primary measure first, how much of its hits is judged where that is not all of them, then
  /// the others as the experiment names them.
  private static List<String> measures(Result result) {
    return Stream.concat(
            Stream.concat(Stream.of(result.primary()), Stream.ofNullable(result.judgedBeside())),
            result.configurations().stream().flatMap(c -> c.measures().keySet().stream()))
        .distinct()
        .toList();
  }

  private static List<String> metrics(List<ConfigurationResult> all) {
    return all.stream()
        .flatMap(configuration ->
            configuration.judge() == null
                ? Stream.<String>of()
                : configuration.judge().metrics().keySet().stream())
        .distinct()
        .toList();
  }

  /// By letter where `sort` is `id`, else by a measure or a metric of the judge, highest first,
  /// without a value last.
  private static List<ConfigurationResult> sorted(Result result, String sort) {
    if (sort.equals("id")) {
      return result.configurations();
    }
    var sorted = new ArrayList<>(result.configurations());
    sorted.sort(
        Comparator.comparing(
            (ConfigurationResult configuration) -> value(configuration, sort),
            Comparator.nullsLast(Comparator.reverseOrder())));
    return sorted;
  }

  private static @Nullable Double value(ConfigurationResult configuration, String name) {
    Mean mean = configuration.measures().get(name);
    if (mean == null && configuration.judge() != null) {
      mean = configuration.judge().metrics().get(name);
    }
    return mean == null ? null : mean.mean();
  }

  /// The first of those judged against the others.
  public String answersCompared(String experiment) {
    List<String> names = judged().stream().map(one -> experiment + "/" + one.id()).toList();
    return CompareAnswersPage.address(names.getFirst(), names.subList(1, names.size()));
  }

  /// The configurations whose answers were judged, in the order of the page.
  public List<ConfigurationResult> judged() {
    return configurations.stream().filter(configuration -> configuration.judge() != null).toList();
  }

  /// The interval chart of the primary measure.
  public IntervalChart chart() {
    return IntervalChart.of(Objects.requireNonNull(result));
  }

  /// Whether any configuration was reranked.
  public boolean reranks() {
    return configurations.stream().anyMatch(row -> row.latencyMs().containsKey("rerank"));
  }

  public boolean isBest(ConfigurationResult configuration) {
    return result != null && configuration.id().equals(result.best());
  }

  /// How many chunks each chunking made, `markdown 759`.
  public String chunks() {
    return configurations.stream()
        .map(
            configuration -> configuration.chunking() + " " + Numbers.count(configuration.chunks()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /// What the table is ordered by.
  public String sort() {
    return query.text("sort", result == null ? "id" : result.primary());
  }

  @Override
  public String template() {
    return "experiment";
  }

  @Override
  public Object data() {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("experiment", experiment);
    data.put("standing", standing);
    data.put("result", result);
    data.put("losses", losses);
    data.put("planned", planned);
    data.put("questions", questions.rows());
    return data;
  }
}
