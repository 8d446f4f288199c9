package dev.assay.web;

import dev.assay.experiment.Cell;
import dev.assay.experiment.ExperimentRecord;
import dev.assay.experiment.Lab;
import dev.assay.experiment.Result;
import dev.assay.experiment.Result.ConfigurationResult;
import dev.assay.experiment.Result.Mean;
import dev.assay.golden.GoldenQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which configuration to pick.
///
/// @param result null until the first run has ended
/// @param configurations in the order asked for
/// @param metrics the names of the judge's metrics; empty where nothing was judged
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

  /// The questions of one kind: the primary measure per configuration.
  ///
  /// @param property `type`, `language` or `collection`
  /// @param values configuration to mean
  /// @param best the highest of them, null where none was scored
  public record Slice(
      String property, String value, int n, Map<String, Mean> values, @Nullable Double best) {
    /// Whether this configuration has the highest value.
    public boolean isBest(@Nullable Mean mean) {
      return mean != null && best != null && best.equals(mean.mean());
    }
  }

  /// The golden questions, filtered.
  ///
  /// @param types all there are, for the filter
  public record QuestionList(
      Paging<QuestionRow> rows,
      List<String> types,
      List<String> collections,
      List<String> states) {}

  /// One golden question.
  ///
  /// @param state of the best configuration's cell
  /// @param values configuration to its primary measure
  public record QuestionRow(
      String id,
      String question,
      @Nullable String type,
      @Nullable String language,
      @Nullable String collection,
      @Nullable String state,
      Map<String, Double> values) {}

  static ExperimentPage of(Catalogue catalogue, Query query, String id) {
    Lab lab = catalogue.lab();
    ExperimentRecord experiment = catalogue.experiment(id);
    Result result = lab.result(experiment.id()).orElse(null);
    List<ConfigurationResult> all = result == null ? List.of() : result.configurations();
    return new ExperimentPage(
        query,
        Summary.of(experiment),
        catalogue.standing(experiment),
        result,
        result == null ? List.of() : sorted(result, query.text("sort", result.primary())),
        result == null ? List.of() : measures(result),
        metrics(all),
        slices(all),
        result == null
            ? lab.configurations(experiment).stream()
                .map(configuration -> new Planned(configuration.id(), configuration.label()))
                .toList()
            : List.of(),
        questions(lab, experiment, result, query));
  }

  /// The primary measure first, then the others as the experiment names them.
  private static List<String> measures(Result result) {
    return Stream.concat(
            Stream.of(result.primary()),
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

  private static List<Slice> slices(List<ConfigurationResult> all) {
    var names = new LinkedHashMap<String, SequencedSet<String>>();
    for (ConfigurationResult configuration : all) {
      configuration
          .slices()
          .forEach((property, means) ->
              names.computeIfAbsent(property, p -> new LinkedHashSet<>()).addAll(means.keySet()));
    }
    var slices = new ArrayList<Slice>();
    names.forEach((property, values) -> {
      for (String value : values) {
        slices.add(slice(all, property, value));
      }
    });
    return slices;
  }

  private static Slice slice(List<ConfigurationResult> all, String property, String value) {
    var means = new LinkedHashMap<String, Mean>();
    for (ConfigurationResult configuration : all) {
      Mean mean = configuration.slices().getOrDefault(property, Map.of()).get(value);
      if (mean != null) {
        means.put(configuration.id(), mean);
      }
    }
    return new Slice(
        property,
        property.equals("type") ? Numbers.camelCase(value) : value,
        means.values().stream().mapToInt(Mean::expected).max().orElse(0),
        means,
        means.values().stream()
            .map(Mean::mean)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static QuestionList questions(
      Lab lab, ExperimentRecord experiment, @Nullable Result result, Query query) {
    List<GoldenQuestion> all = lab.questions(experiment.id());
    var values = new TreeMap<String, Map<String, Double>>();
    var states = new TreeMap<String, String>();
    if (result != null) {
      for (Cell cell : lab.cells(experiment.id(), null)) {
        Double value = cell.scores().get(result.primary());
        if (value != null) {
          values
              .computeIfAbsent(cell.question(), q -> new LinkedHashMap<>())
              .put(cell.configuration(), value);
        }
        if (cell.configuration().equals(result.best())) {
          states.put(cell.question(), Numbers.camelCase(cell.state().name()));
        }
      }
    }
    List<QuestionRow> rows =
        all.stream()
            .map(question ->
                new QuestionRow(
                    question.id(),
                    question.question(),
                    typeName(question),
                    question.language(),
                    question.collection(),
                    states.get(question.id()),
                    values.getOrDefault(question.id(), Map.of())))
            .toList();
    String words = query.text("q", "").toLowerCase(Locale.ROOT);
    List<QuestionRow> shown =
        rows.stream()
            .filter(row -> matches(query.text("type"), row.type()))
            .filter(row -> matches(query.text("collection"), row.collection()))
            .filter(row -> matches(query.text("state"), row.state()))
            .filter(row ->
                row.question().toLowerCase(Locale.ROOT).contains(words)
                    || row.id().toLowerCase(Locale.ROOT).contains(words))
            .toList();
    return new QuestionList(
        Paging.of(shown, query, 25),
        present(rows, QuestionRow::type),
        present(rows, QuestionRow::collection),
        present(rows, QuestionRow::state));
  }

  static @Nullable String typeName(GoldenQuestion question) {
    return question.type() == null ? null : Numbers.camelCase(question.type().name());
  }

  private static boolean matches(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }

  /// The different values there are, sorted.
  static <T> List<String> present(List<T> rows, Function<T, @Nullable String> property) {
    var present = new TreeSet<String>();
    for (T row : rows) {
      String value = property.apply(row);
      if (value != null) {
        present.add(value);
      }
    }
    return List.copyOf(present);
  }

  /// The interval chart of the primary measure.
  public IntervalChart chart() {
    return IntervalChart.of(Objects.requireNonNull(result));
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
    data.put("planned", planned);
    data.put("questions", questions.rows());
    return data;
  }
}
