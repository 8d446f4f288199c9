package dev.assay.experiment;

import dev.assay.experiment.Comparison.Candidate;
import dev.assay.experiment.Comparison.Change;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.Comparison.Standing;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Condensed;
import dev.assay.measure.Correction;
import dev.assay.measure.Measure;
import dev.assay.measure.SignFlip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares configurations from the stored cells of an experiment; nothing is searched.
public final class Comparer {
  private static final int WORST = 5;

  private final String experiment;
  private final ExperimentFile file;
  private final List<GoldenQuestion> questions;
  private final Cells cells;
  private final Bootstrap bootstrap;

  /// @param questions those that count, in any order
  public Comparer(
      String experiment, ExperimentFile file, List<GoldenQuestion> questions, Cells cells) {
    this.experiment = experiment;
    this.file = file;
    // By id, so that the order of a file changes no draw.
    this.questions = questions.stream().sorted(Comparator.comparing(GoldenQuestion::id)).toList();
    this.cells = cells;
    this.bootstrap = Pairs.bootstrap(file.statistics());
  }

  /// What is compared with what.
  ///
  /// @param beside measures whose means are shown beside
  public record Question(
      Compared baseline, List<? extends Compared> candidates, String measure, List<String> beside) {
    public List<Compared> all() {
      return Stream.concat(Stream.of(baseline), candidates.stream()).toList();
    }
  }

  /// One candidate's deltas on one slice.
  private record Raw(
      @Nullable Slice slice, Compared candidate, Pairs pairs, @Nullable PairedDelta delta) {}

  public Comparison compare(Question question, @Nullable Slice slice) {
    return compare(question, Collections.singletonList(slice)).getFirst();
  }

  /// Looks at several slices, with Holm over all of them and all candidates.
  ///
  /// @param slices null in it for all questions
  public List<Comparison> compare(Question question, List<@Nullable Slice> slices) {
    SignFlip test = Pairs.test(file.statistics(), slices.size() * question.candidates().size());
    var raw = new ArrayList<Raw>();
    for (Slice slice : slices) {
      for (Compared candidate : question.candidates()) {
        Pairs pairs = pairs(question, candidate, slice);
        raw.add(
            new Raw(
                slice,
                candidate,
                pairs,
                pairs.delta(file.statistics().cluster(), bootstrap, test)));
      }
    }
    double[] corrected =
        Correction.HOLM.of(
            raw.stream().mapToDouble(one -> one.delta() == null ? 1 : one.delta().p()).toArray());
    var comparisons = new ArrayList<Comparison>();
    int at = 0;
    for (Slice slice : slices) {
      Standing base = standing(question.baseline(), question, asked(slice));
      var candidates = new ArrayList<Candidate>();
      for (Compared candidate : question.candidates()) {
        Standing standing = standing(candidate, question, asked(slice));
        candidates.add(candidate(base, standing, raw.get(at), corrected[at]));
        at++;
      }
      comparisons.add(comparison(question, slice, raw.size(), base, candidates));
    }
    return comparisons;
  }

  private Pairs pairs(Question question, Compared candidate, @Nullable Slice slice) {
    return Pairs.of(
        asked(slice),
        id -> cells.value(question.baseline().id(), id, question.measure()),
        id -> cells.value(candidate.id(), id, question.measure()));
  }

  /// Every question that both are scored on.
  public List<Change> changes(Question question, Compared candidate, @Nullable Slice slice) {
    return pairs(question, candidate, slice).pairs().stream().map(Pairs.Pair::change).toList();
  }

  /// The results, each with its comparison with the experiment's baseline.
  public List<Result.ConfigurationResult> againstBaseline(
      List<Configuration> all, List<Result.ConfigurationResult> results) {
    Configuration baseline = Grid.baseline(file, all);
    List<Configuration> others =
        all.stream().filter(other -> !other.id().equals(baseline.id())).toList();
    var question = new Question(baseline, others, file.decision().primary(), List.of());
    var compared = new HashMap<String, Result.Against>();
    for (Candidate candidate : compare(question, (Slice) null).candidates()) {
      compared.put(
          candidate.standing().id(),
          new Result.Against(
              baseline.id(),
              candidate.delta(),
              candidate.p(),
              candidate.conclusion(),
              candidate.because()));
    }
    return results.stream()
        .map(result -> {
          Result.Against against = compared.get(result.id());
          return against == null ? result : result.compared(against);
        })
        .toList();
  }

  private List<GoldenQuestion> asked(@Nullable Slice slice) {
    return questions.stream()
        .filter(GoldenQuestion::answerable)
        .filter(question -> slice == null || slice.contains(question))
        .toList();
  }

  private Comparison comparison(
      Question question, @Nullable Slice slice, int family, Standing base, List<Candidate> all) {
    return new Comparison(
        experiment,
        question.measure(),
        slice == null ? null : slice.toString(),
        alike(question.all()),
        family,
        file.decision().minimumDifference(),
        Pairs.LEVEL,
        bootstrap.resamples(),
        Pairs.test(file.statistics(), family).draws(),
        unjudged(question, base, all),
        base,
        all,
        null,
        null,
        null);
  }

  /// What is not judged of the first hits, on average over the configurations.
  private static @Nullable Double unjudged(
      Question question, Standing base, List<Candidate> candidates) {
    String judged = Unjudged.judged(question.measure());
    if (judged == null || Measure.parse(question.measure()) instanceof Condensed) {
      return null;
    }
    var shares =
        Stream.concat(Stream.of(base), candidates.stream().map(Candidate::standing))
            .map(standing -> standing.beside().get(judged))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    return shares.isPresent() ? 1 - shares.getAsDouble() : null;
  }

  /// The factors that have one value in all configurations.
  static Map<String, String> alike(List<? extends Compared> all) {
    var alike = new LinkedHashMap<>(all.getFirst().factors());
    all.forEach(other ->
        alike
            .entrySet()
            .removeIf(factor -> !factor.getValue().equals(other.factors().get(factor.getKey()))));
    return all.size() == 1 ? Map.of() : Collections.unmodifiableMap(alike);
  }

  private Standing standing(Compared configuration, Question question, List<GoldenQuestion> asked) {
    var values = new ArrayList<Double>();
    int expected = 0;
    for (GoldenQuestion one : asked) {
      Double value = cells.value(configuration.id(), one.id(), question.measure());
      if (value != null) {
        values.add(value);
        expected++;
      } else if (!cells.ranked(configuration.id(), one.id())) {
        expected++;
      }
    }
    var beside = new LinkedHashMap<String, Double>();
    for (String measure : question.beside()) {
      asked.stream()
          .map(one -> cells.value(configuration.id(), one.id(), measure))
          .filter(Objects::nonNull)
          .mapToDouble(Double::doubleValue)
          .average()
          .ifPresent(mean -> beside.put(measure, mean));
    }
    int n = values.size();
    Double mean = n == 0 ? null : values.stream().mapToDouble(Double::doubleValue).sum() / n;
    return new Standing(
        configuration.id(),
        configuration.label(),
        configuration.label(alike(question.all()).keySet()),
        mean,
        n,
        expected,
        n >= file.coverage().minimum() * expected,
        beside);
  }

  private Candidate candidate(Standing base, Standing standing, Raw raw, double p) {
    PairedDelta delta = raw.delta();
    List<Change> worst = worst(raw.pairs());
    if (delta == null) {
      return new Candidate(
          standing, null, null, Conclusion.INCONCLUSIVE, "no question is scored in both", worst);
    }
    Conclusion conclusion = conclusion(delta, p, file.decision().minimumDifference());
    String because = delta.reliable() ? null : file.statistics().cluster().few(delta.clusters());
    Standing winner =
        switch (conclusion) {
          case BETTER -> standing;
          case WORSE -> base;
          case EQUIVALENT, INCONCLUSIVE -> null;
        };
    if (winner != null && !winner.covered()) {
      conclusion = Conclusion.INCONCLUSIVE;
    }
    for (Standing one : List.of(base, standing)) {
      if (!one.covered()) {
        because = (because == null ? "" : because + "; ") + uncovered(one);
      }
    }
    return new Candidate(standing, delta, p, conclusion, because, worst);
  }

  public static Conclusion conclusion(PairedDelta delta, double p, double minimumDifference) {
    if (delta.within(minimumDifference)) {
      return Conclusion.EQUIVALENT;
    }
    boolean significant = p < 1 - Pairs.LEVEL;
    if (significant && delta.low() > 0) {
      return Conclusion.BETTER;
    }
    return significant && delta.high() < 0 ? Conclusion.WORSE : Conclusion.INCONCLUSIVE;
  }

  private String uncovered(Standing standing) {
    return "%s is scored on %d of %d questions, below coverage.minimum %s, and cannot be better"
        .formatted(standing.id(), standing.n(), standing.expected(), file.coverage().minimum());
  }

  /// The questions that lose most, the largest loss first.
  private static List<Change> worst(Pairs pairs) {
    return pairs.pairs().stream()
        .map(Pairs.Pair::change)
        .filter(change -> change.delta() < -1e-9)
        .sorted(Comparator.comparingDouble(Change::delta).thenComparing(Change::question))
        .limit(WORST)
        .toList();
  }
}
