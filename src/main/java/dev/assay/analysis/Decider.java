package dev.assay.analysis;

import dev.assay.analysis.Pick.Contender;
import dev.assay.analysis.Pick.Part;
import dev.assay.analysis.Pick.Value;
import dev.assay.experiment.Cells;
import dev.assay.experiment.Comparer;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.Configuration;
import dev.assay.experiment.ExperimentFile;
import dev.assay.experiment.Facts;
import dev.assay.experiment.Grid;
import dev.assay.experiment.PairedDelta;
import dev.assay.experiment.Pairs;
import dev.assay.golden.GoldenQuestion;
import dev.assay.measure.Power;
import dev.assay.measure.WinnersCurse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses the simplest configuration that is not worse than the best, on the development
/// questions, and tests that one on the held-out questions.
public final class Decider {
  private static final Power POWER = new Power(.05, .8);

  private final String experiment;
  private final ExperimentFile file;
  private final Cells cells;
  private final List<GoldenQuestion> development;
  private final List<GoldenQuestion> heldOut;
  private final String measure;
  private final double margin;

  public Decider(
      String experiment, ExperimentFile file, List<GoldenQuestion> questions, Cells cells) {
    this.experiment = experiment;
    this.file = file;
    this.cells = cells;
    List<GoldenQuestion> asked =
        questions.stream()
            .filter(GoldenQuestion::answerable)
            .sorted(Comparator.comparing(GoldenQuestion::id))
            .toList();
    Set<String> kept = heldOut(file, questions);
    this.development = asked.stream().filter(q -> !kept.contains(q.id())).toList();
    this.heldOut = asked.stream().filter(q -> kept.contains(q.id())).toList();
    this.measure = file.decision().primary();
    this.margin = file.decision().minimumDifference();
  }

  /// The ids of the questions that confirm.
  public static Set<String> heldOut(ExperimentFile file, List<GoldenQuestion> questions) {
    return HeldOut.of(
        questions.stream().filter(GoldenQuestion::answerable).toList(), file.statistics());
  }

  /// Picks the simplest configuration that is good enough.
  ///
  /// @param all in any order
  /// @param opened null where no question is held out
  public Pick decide(List<Facts> all, @Nullable Opened opened) {
    Configuration baseline = Grid.baseline(file);
    List<Facts> simplest = all.stream().sorted(Facts.SIMPLEST_FIRST).toList();
    List<Contender> contenders = simplest.stream().map(this::contender).toList();
    List<String> eligible =
        contenders.stream().filter(Contender::eligible).map(Contender::id).toList();
    String best =
        contenders.stream()
            .filter(Contender::eligible)
            .max(
                Comparator.comparing(
                        Contender::development,
                        Comparator.nullsFirst(Comparator.<Double>naturalOrder()))
                    .thenComparingInt(one -> -eligible.indexOf(one.id())))
            .map(Contender::id)
            .orElse(null);
    String candidate = best == null ? null : simplestNotWorse(eligible, best);
    Part tuned = part(development, candidate, best, baseline.id());
    Part confirmed = heldOut.isEmpty() ? null : part(heldOut, candidate, best, baseline.id());
    Part counts = confirmed == null ? tuned : confirmed;
    boolean simpler =
        candidate != null
            && ids(simplest).indexOf(candidate) <= ids(simplest).indexOf(baseline.id());
    var reasons = new ArrayList<String>();
    boolean winner = candidate != null && confirmed(counts, simpler, reasons);
    reasons.addFirst(first(winner, candidate, best, contenders, counts));
    remarks(candidate, confirmed, opened, reasons);
    PairedDelta gain = tuned.delta();
    return new Pick(
        experiment,
        measure,
        margin,
        winner ? candidate : null,
        candidate,
        label(contenders, candidate),
        counts.delta() == null ? Conclusion.INCONCLUSIVE : conclusion(counts.delta()),
        counts.delta(),
        tuned,
        confirmed,
        eligible.size(),
        gain == null || eligible.isEmpty()
            ? 0
            : WinnersCurse.gain(eligible.size(), gain.standardDeviation() / Math.sqrt(2), gain.n()),
        opened,
        contenders,
        reasons);
  }

  private static List<String> ids(List<Facts> all) {
    return all.stream().map(facts -> facts.configuration().id()).toList();
  }

  private Contender contender(Facts facts) {
    Configuration configuration = facts.configuration();
    var refusals = new ArrayList<>(file.decision().constraints().refusals(facts));
    Double mean = mean(configuration.id(), development);
    int expected = 0;
    int scored = 0;
    for (List<GoldenQuestion> part : List.of(development, heldOut)) {
      for (GoldenQuestion question : part) {
        boolean value = cells.value(configuration.id(), question.id(), measure) != null;
        scored += value ? 1 : 0;
        expected += value || !cells.ranked(configuration.id(), question.id()) ? 1 : 0;
      }
    }
    if (mean == null || scored < file.coverage().minimum() * expected) {
      refusals.add(
          "scored on %d of %d questions, below coverage.minimum %s"
              .formatted(scored, expected, file.coverage().minimum()));
    }
    return new Contender(
        configuration.id(), configuration.label(), mean, facts.p95(), facts.memory(), refusals);
  }

  private @Nullable Double mean(String configuration, List<GoldenQuestion> questions) {
    var mean =
        questions.stream()
            .map(question -> cells.value(configuration, question.id(), measure))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /// By the interval: a point that is near shows nothing.
  private String simplestNotWorse(List<String> simplestFirst, String best) {
    return simplestFirst.stream()
        .filter(id -> id.equals(best) || notWorse(delta(development, id, best)))
        .findFirst()
        .orElse(best);
  }

  private boolean notWorse(@Nullable PairedDelta delta) {
    return delta != null && delta.reliable() && delta.low() > -margin;
  }

  private @Nullable PairedDelta delta(
      List<GoldenQuestion> questions, String candidate, String baseline) {
    return Pairs.of(
            questions,
            id -> cells.value(baseline, id, measure),
            id -> cells.value(candidate, id, measure))
        .delta(
            file.statistics().cluster(),
            Pairs.bootstrap(file.statistics()),
            Pairs.test(file.statistics()));
  }

  private Part part(
      List<GoldenQuestion> questions,
      @Nullable String candidate,
      @Nullable String best,
      String baseline) {
    var documents = new HashSet<String>();
    questions.forEach(question -> documents.add(file.statistics().cluster().of(question)));
    return new Part(
        questions.size(),
        documents.size(),
        candidate == null ? null : new Value(candidate, mean(candidate, questions)),
        best == null ? null : new Value(best, mean(best, questions)),
        new Value(baseline, mean(baseline, questions)),
        candidate == null ? null : delta(questions, candidate, baseline),
        candidate == null || best == null ? null : delta(questions, candidate, best));
  }

  private Conclusion conclusion(PairedDelta delta) {
    return Comparer.conclusion(delta, delta.p(), margin);
  }

  /// Not worse than the best, and better than the baseline or simpler and not worse.
  private boolean confirmed(Part part, boolean simpler, List<String> reasons) {
    PairedDelta delta = part.delta();
    String candidate = Objects.requireNonNull(part.candidate()).id();
    String best = Objects.requireNonNull(part.best()).id();
    if (delta == null) {
      reasons.add("no question is scored in both " + candidate + " and the baseline");
      return false;
    }
    if (!delta.reliable() && !candidate.equals(part.baseline().id())) {
      reasons.add(file.statistics().cluster().few(delta.clusters()));
      return false;
    }
    boolean confirmed = true;
    if (!candidate.equals(best) && !notWorse(part.againstBest())) {
      reasons.add(
          "%s is not shown to be within %s of %s: %s"
              .formatted(candidate, text(margin), best, text(part.againstBest())));
      confirmed = false;
    }
    boolean holds = simpler ? same(part) || notWorse(delta) : better(delta);
    confirmed &= holds;
    if (!confirmed) {
      reasons.add(
          "%s against the baseline %s is %s: %s%s"
              .formatted(
                  candidate,
                  part.baseline().id(),
                  conclusion(delta).name().toLowerCase(Locale.ROOT),
                  text(delta),
                  missing(delta)));
    }
    return confirmed;
  }

  private static boolean same(Part part) {
    return Objects.requireNonNull(part.candidate()).id().equals(part.baseline().id());
  }

  private boolean better(PairedDelta delta) {
    return conclusion(delta) == Conclusion.BETTER;
  }

  private String missing(PairedDelta delta) {
    double size = Math.max(margin, Math.abs(delta.mean()));
    if (conclusion(delta) != Conclusion.INCONCLUSIVE || size == 0) {
      return "";
    }
    long needed = POWER.questions(delta.standardDeviation(), size);
    return needed <= delta.n()
        ? ""
        : "; a difference of %s takes about %d questions, there are %d"
            .formatted(text(size), needed, delta.n());
  }

  private String first(
      boolean winner,
      @Nullable String candidate,
      @Nullable String best,
      List<Contender> contenders,
      Part part) {
    if (candidate == null) {
      return "no winner: none of %d configurations is eligible".formatted(contenders.size());
    }
    if (!winner) {
      return "no winner: %s, chosen on the development questions, is not confirmed"
          .formatted(candidate);
    }
    String against =
        candidate.equals(part.baseline().id())
            ? "it is the baseline"
            : "against the baseline %s it is %s"
                .formatted(
                    part.baseline().id(),
                    conclusion(Objects.requireNonNull(part.delta()))
                        .name()
                        .toLowerCase(Locale.ROOT));
    return candidate.equals(best)
        ? "%s has the highest mean, nothing simpler is shown to be as good, and %s"
            .formatted(candidate, against)
        : "%s is the simplest that is not worse than %s by more than %s, and %s"
            .formatted(candidate, best, text(margin), against);
  }

  private static void remarks(
      @Nullable String candidate,
      @Nullable Part confirmed,
      @Nullable Opened opened,
      List<String> reasons) {
    if (candidate != null && confirmed == null) {
      reasons.add("no question was held out: nothing confirms the choice (statistics.holdOut)");
    }
    String warning = opened == null ? null : opened.warning();
    if (warning != null) {
      reasons.add(warning);
    }
  }

  private static @Nullable String label(List<Contender> contenders, @Nullable String id) {
    return contenders.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .map(Contender::label)
        .orElse(null);
  }

  private static String text(@Nullable PairedDelta delta) {
    return delta == null
        ? "no question is scored in both"
        : String.format(
            Locale.ROOT,
            "%+.3f [%+.3f, %+.3f], n %d",
            delta.mean(),
            delta.low(),
            delta.high(),
            delta.n());
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
