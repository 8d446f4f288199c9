package dev.assay.web;

import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.lab.Lab;
import dev.assay.verdicts.AnswerComparer;
import dev.assay.verdicts.AnswerComparison;
import dev.assay.verdicts.AnswerComparison.Candidate;
import dev.assay.verdicts.AnswerComparison.OfMetric;
import dev.assay.verdicts.AnswerComparison.OtherSystem;
import dev.assay.verdicts.AnswerComparison.Pair;
import dev.assay.verdicts.JudgedFile;
import dev.assay.verdicts.ScoredAnswers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which system answers better, and where is it worse?
///
/// @param choices what can be compared: the files, the newest first, and what else was asked for
/// @param base the id of the baseline; where nobody chose, of the two newest that can be compared
///   the older one; empty where there are no two
/// @param with the ids of the others
/// @param refused why those chosen cannot be compared; null where they can
/// @param comparison null without them
/// @param chosen the metric and system whose questions are listed; null without a comparison
/// @param pairs of the chosen, all
/// @param rows those shown, the largest loss first
public record CompareAnswersPage(
    Query query,
    List<Choice> choices,
    String base,
    List<String> with,
    @Nullable ErrorPage refused,
    @Nullable AnswerComparison comparison,
    @Nullable Chosen chosen,
    List<Pair> pairs,
    Paging<Pair> rows)
    implements Page {
  static final String PATH = "/answers/compare";

  private static final double MINIMUM_DIFFERENCE = .02;

  /// Among so many of the newest files two are looked for.
  private static final int LOOKED_AT = 10;

  /// As of `assay judge compare` where nobody names one.
  private static final long SEED = 7;

  /// Answers by their name.
  ///
  /// @param judge who judged them; empty of a configuration, which is named `EXPERIMENT/ID`
  public record Choice(String name, String judge) {}

  /// One system by one metric.
  public record Chosen(OfMetric metric, Candidate candidate) {
    /// Of a pair, so that less is worse.
    double gain(Pair pair) {
      return metric.isLower() ? -pair.delta() : pair.delta();
    }
  }

  static CompareAnswersPage of(Catalogue catalogue, Query query) {
    Lab lab = catalogue.lab();
    List<JudgedFile> files = lab.judgedFiles().all();
    boolean chose = query.text("base") != null || !query.list("with").isEmpty();
    List<String> usual = chose ? List.of() : comparable(catalogue, files);
    String base = query.text("base", usual.isEmpty() ? "" : usual.getLast());
    List<String> with =
        usual.isEmpty()
            ? query.list("with").stream().filter(one -> !one.equals(base)).toList()
            : List.of(usual.getFirst());
    if (base.isEmpty() || with.isEmpty()) {
      return without(query, choices(files, List.of()), base, with, null);
    }
    List<ScoredAnswers> answers =
        Stream.concat(Stream.of(base), with.stream()).map(one -> scored(catalogue, one)).toList();
    AnswerComparer comparer;
    try {
      comparer = new AnswerComparer(answers.getFirst(), answers.subList(1, answers.size()));
    } catch (IllegalArgumentException e) {
      return without(
          query,
          choices(files, Stream.concat(Stream.of(base), with.stream()).toList()),
          base,
          with,
          new ErrorPage(
              400,
              "%s.".formatted(e.getMessage()),
              "Choose files that one judge has judged alike."));
    }
    AnswerComparison comparison =
        catalogue
            .comparisons()
            .of(
                answers,
                () ->
                    comparer.compare(
                        comparer.metrics(), AnswerComparer.statistics(SEED), MINIMUM_DIFFERENCE))
            .with(lab.qualifications().summary(String.valueOf(answers.getFirst().judge())), null);
    Chosen chosen = chosen(comparison, query);
    List<Pair> pairs =
        chosen == null
            ? List.of()
            : comparer.pairs(chosen.metric().metric(), chosen.candidate().name());
    List<Pair> sorted =
        chosen == null
            ? List.of()
            : pairs.stream()
                .sorted(Comparator.comparingDouble(chosen::gain).thenComparing(Pair::id))
                .toList();
    return new CompareAnswersPage(
        query,
        choices(files, Stream.concat(Stream.of(base), with.stream()).toList()),
        base,
        with,
        null,
        comparison,
        chosen,
        pairs,
        Paging.of(sorted, query, 25));
  }

  /// The form alone.
  private static CompareAnswersPage without(
      Query query,
      List<Choice> choices,
      String base,
      List<String> with,
      @Nullable ErrorPage refused) {
    return new CompareAnswersPage(
        query,
        choices,
        base,
        with,
        refused,
        null,
        null,
        List.of(),
        Paging.of(List.of(), query, 25));
  }

  /// The two newest files that have something to compare, the newer first; empty without any.
  private static List<String> comparable(Catalogue catalogue, List<JudgedFile> files) {
    var looked = files.subList(0, Math.min(LOOKED_AT, files.size()));
    var scored = new HashMap<String, ScoredAnswers>();
    for (int i = 0; i < looked.size(); i++) {
      for (JudgedFile older : looked.subList(i + 1, looked.size())) {
        JudgedFile newer = looked.get(i);
        if (newer.judged().judge().equals(older.judged().judge())
            && isComparable(
                scored.computeIfAbsent(older.id(), id -> scored(catalogue, id)),
                scored.computeIfAbsent(newer.id(), id -> scored(catalogue, id)))) {
          return List.of(newer.id(), older.id());
        }
      }
    }
    return List.of();
  }

  private static boolean isComparable(ScoredAnswers one, ScoredAnswers other) {
    try {
      return !new AnswerComparer(one, List.of(other)).metrics().isEmpty();
    } catch (IllegalArgumentException _) { // says why not
      return false;
    }
  }

  /// Where a comparison is shown.
  public static String address(AnswerComparison comparison) {
    return address(
        comparison.baseline(), comparison.systems().stream().map(OtherSystem::name).toList());
  }

  static String address(String base, List<String> with) {
    return Query.url(PATH, "base", base, "with", String.join(",", with));
  }

  private static List<Choice> choices(List<JudgedFile> files, List<String> asked) {
    var choices = new ArrayList<Choice>();
    files.forEach(file -> choices.add(new Choice(file.id(), file.judged().judge())));
    asked.stream()
        .filter(name -> files.stream().noneMatch(file -> file.id().equals(name)))
        .forEach(name -> choices.add(new Choice(name, "")));
    return choices;
  }

  private static ScoredAnswers scored(Catalogue catalogue, String name) {
    return catalogue
        .lab()
        .scored(name)
        .orElseThrow(() ->
            Refusal.unknown(
                "judged file",
                name,
                catalogue.lab().judgedFiles().all().stream().map(JudgedFile::id).toList(),
                "All are on the page Answers; a configuration is EXPERIMENT/ID."));
  }

  /// The matrix of an answer.
  private static String matrix(String name, String id) {
    int slash = name.lastIndexOf('/');
    return slash < 0
        ? AnswerPage.address(name, id)
        : Query.url(
            "/x/" + name.substring(0, slash) + "/matrix",
            "id",
            id,
            "run",
            name.substring(slash + 1));
  }

  /// The one asked for, or the first.
  private static @Nullable Chosen chosen(AnswerComparison comparison, Query query) {
    var all = new ArrayList<Chosen>();
    for (OfMetric metric : comparison.metrics()) {
      metric.candidates().forEach(candidate -> all.add(new Chosen(metric, candidate)));
    }
    return all.stream()
        .filter(one ->
            one.metric().metric().equals(query.text("metric"))
                && one.candidate().name().equals(query.text("of")))
        .findFirst()
        .orElse(all.isEmpty() ? null : all.getFirst());
  }

  public boolean isChosen(OfMetric metric, Candidate candidate) {
    return chosen != null && chosen.equals(new Chosen(metric, candidate));
  }

  /// Shows the questions of one system by one metric.
  public String questions(OfMetric metric, Candidate candidate) {
    var both = new LinkedHashMap<>(query.values());
    both.put("base", List.of(base));
    both.put("with", with);
    both.put("metric", List.of(metric.metric()));
    both.put("of", List.of(candidate.name()));
    both.remove("page");
    return new Query(query.path(), both).address() + "#questions";
  }

  /// Its name, with an arrow where lower is better.
  public static String name(OfMetric metric) {
    return metric.metric() + (metric.isLower() ? " ↓" : "");
  }

  public DeltaChart figure() {
    var comparison = Objects.requireNonNull(this.comparison);
    var lines = new ArrayList<DeltaChart.Line>();
    for (OfMetric metric : comparison.metrics()) {
      for (Candidate candidate : metric.candidates()) {
        if (candidate.delta() != null) {
          String label =
              comparison.systems().size() == 1
                  ? name(metric)
                  : name(metric) + " · " + candidate.name();
          lines.add(
              new DeltaChart.Line(label, candidate.conclusion().toString(), candidate.delta()));
        }
      }
    }
    return DeltaChart.of(
        "Delta of each metric against %s with its interval. The table has the numbers."
            .formatted(comparison.baseline()),
        lines,
        comparison.minimumDifference());
  }

  public DeltaHistogram histogram() {
    var chosen = Objects.requireNonNull(this.chosen);
    return new DeltaHistogram(pairs.stream().map(chosen::gain).toList());
  }

  /// The matrix of the baseline's answer.
  public String before(Pair pair) {
    return matrix(Objects.requireNonNull(comparison).baseline(), pair.id());
  }

  /// The matrix of the other's.
  public String after(Pair pair) {
    return matrix(Objects.requireNonNull(chosen).candidate().name(), pair.other());
  }

  /// How many systems and metrics are better or worse, in words; empty where none is.
  public String summary() {
    var better = named(Conclusion.BETTER);
    var worse = named(Conclusion.WORSE);
    return (better.isEmpty() ? "" : "Better: " + String.join(", ", better) + ". ")
        + (worse.isEmpty() ? "" : "Worse: " + String.join(", ", worse) + ".");
  }

  private List<String> named(Conclusion conclusion) {
    var named = new ArrayList<String>();
    var comparison = Objects.requireNonNull(this.comparison);
    for (OfMetric metric : comparison.metrics()) {
      for (Candidate candidate : metric.candidates()) {
        if (candidate.conclusion() == conclusion) {
          named.add(candidate.name() + " in " + metric.metric());
        }
      }
    }
    return named;
  }

  @Override
  public String template() {
    return "compareanswers";
  }

  @Override
  public int status() {
    return refused == null ? 200 : refused.status();
  }

  @Override
  public Object data() {
    if (refused != null) {
      return refused;
    }
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("comparison", comparison);
    data.put("metric", chosen == null ? null : chosen.metric().metric());
    data.put("of", chosen == null ? null : chosen.candidate().name());
    data.put("questions", rows);
    return data;
  }
}
