package dev.assay.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.experiment.Comparison.Conclusion;
import dev.assay.experiment.ExperimentFile.Cluster;
import dev.assay.experiment.ExperimentFile.Statistics;
import dev.assay.experiment.PairedDelta;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Direction;
import dev.assay.measure.Bootstrap;
import dev.assay.measure.Interval;
import dev.assay.measure.WinTieLoss;
import dev.assay.verdicts.AnswerComparison.By;
import dev.assay.verdicts.AnswerComparison.Candidate;
import dev.assay.verdicts.AnswerComparison.OfMetric;
import dev.assay.verdicts.AnswerComparison.Pair;
import dev.assay.verdicts.ScoredAnswers.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerComparerTest {
  private static final Statistics STATISTICS = new Statistics(7, 1000, 0, Cluster.QUESTION);

  private static Scored scored(String id, String question, Outcome outcome, Direction direction) {
    return new Scored(id, question, null, false, Map.of("m", new GivenScore(outcome, direction)));
  }

  /// Twelve answers of which each has the score of its number.
  private static ScoredAnswers system(
      String name, Direction direction, IntFunction<Outcome> outcome) {
    return new ScoredAnswers(
        name,
        "a judge",
        Compat.CORRECTED,
        IntStream.range(0, 12)
            .mapToObj(i -> scored("q" + i, "Question " + i + "?", outcome.apply(i), direction))
            .toList());
  }

  private static Outcome score(double value) {
    return new Outcome.Scored(value);
  }

  private static AnswerComparison compared(ScoredAnswers baseline, ScoredAnswers... others) {
    var comparer = new AnswerComparer(baseline, List.of(others));
    return comparer.compare(comparer.metrics(), STATISTICS, .02);
  }

  private static ScoredAnswers answerable(String name, @Nullable Boolean declined) {
    return new ScoredAnswers(
        name,
        "a judge",
        Compat.CORRECTED,
        IntStream.range(0, 12)
            .mapToObj(i ->
                new Scored(
                    "q" + i,
                    "Question " + i + "?",
                    true,
                    i == 0 ? declined : Boolean.FALSE,
                    Map.of()))
            .toList());
  }

  @Test
  void anAnswerThatFailedIsNeitherOneThatDeclinesNorOneThatDoesNot() {
    var bootstrap = new Bootstrap(200, .95, Interval.Method.BCA, 7);
    var mean = answerable("a", null).declining().mean("declined:answerable", bootstrap);

    assertThat(mean.n()).isEqualTo(11);
    assertThat(mean.failed()).isEqualTo(1);
    assertThat(mean.expected()).isEqualTo(12);
  }

  @Test
  void howOftenTheyDeclineIsComparedWhereItIsAskedForAlthoughNoneDoes() {
    var a = answerable("a", false);
    var b = answerable("b", false);

    assertThat(new AnswerComparer(a, List.of(b)).metrics()).isEmpty();
    assertThat(new AnswerComparer(a, List.of(b), true).metrics())
        .containsExactly("declined:answerable");
  }

  private static Candidate only(AnswerComparison comparison) {
    return comparison.metrics().getFirst().candidates().getFirst();
  }

  private static PairedDelta delta(Candidate candidate) {
    return Objects.requireNonNull(candidate.delta());
  }

  @Test
  void aSystemThatIsHigherOnEveryQuestionIsBetter() {
    var comparison =
        compared(
            system("a", Direction.HIGHER, i -> score(i % 2 == 0 ? .2 : .4)),
            system("b", Direction.HIGHER, i -> score(i % 2 == 0 ? .5 : .9)));

    Candidate b = only(comparison);
    assertThat(delta(b).mean()).isCloseTo((6 * .3 + 6 * .5) / 12, within(1e-12));
    assertThat(b.p()).as("two of 2^12 ways to flip twelve signs").isEqualTo(2 / 4096d);
    assertThat(b.questions()).isEqualTo(new WinTieLoss(12, 0, 0));
    assertThat(b.conclusion()).isEqualTo(Conclusion.BETTER);
    assertThat(b.because()).isNull();
    assertThat(b.worst()).isEmpty();
    assertThat(b.mean().mean()).isCloseTo(.7, within(1e-12));
    assertThat(comparison.systems())
        .containsExactly(new AnswerComparison.OtherSystem("b", By.ID, 12, 0, 0));
    assertThat(comparison.family()).isEqualTo(1);
  }

  @Test
  void whereLowerIsBetterTheSameIsWorse() {
    Candidate b =
        only(
            compared(
                system("a", Direction.LOWER, i -> score(.2)),
                system("b", Direction.LOWER, i -> score(i == 11 ? .1 : .2 + .04 * (i + 1)))));

    assertThat(delta(b).mean()).isPositive();
    assertThat(b.questions()).isEqualTo(new WinTieLoss(1, 0, 11));
    assertThat(b.conclusion()).isEqualTo(Conclusion.WORSE);
    assertThat(b.worst()).extracting(Pair::id).containsExactly("q10", "q9", "q8");
  }

  @Test
  void whereNobodySaysWhichWayIsBetterNothingIsConcluded() {
    Candidate b =
        only(
            compared(
                system("a", Direction.NEUTRAL, i -> score(.2)),
                system("b", Direction.NEUTRAL, i -> score(.5))));

    assertThat(b.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    assertThat(b.because()).isEqualTo("it is higher, and nobody says which way is better");
  }

  @Test
  void onlyQuestionsWithAScoreInBothArePaired() {
    var a = system("a", Direction.HIGHER, i -> i == 0 ? new Outcome.Abstained("") : score(.5));
    var b = system("b", Direction.HIGHER, i -> i == 1 ? new Outcome.NotApplicable("") : score(.5));

    Candidate candidate = only(compared(a, b));

    assertThat(delta(candidate).n()).isEqualTo(10);
    assertThat(candidate.conclusion()).isEqualTo(Conclusion.EQUIVALENT);
    assertThat(new AnswerComparer(a, List.of(b)).pairs("m", "b"))
        .extracting(Pair::id)
        .doesNotContain("q0", "q1")
        .hasSize(10);
    assertThat(only(compared(a, system("c", Direction.HIGHER, _ -> new Outcome.Failed("no")))))
        .satisfies(none -> assertThat(none.delta()).isNull())
        .satisfies(none -> assertThat(none.p()).isNull())
        .satisfies(none -> assertThat(none.because()).isEqualTo("no question has a score in both"));
  }

  private static ScoredAnswers oneFailed(double value) {
    return system(
        "b", Direction.HIGHER, i -> i == 3 ? new Outcome.Failed("no reply") : score(value));
  }

  @Test
  void aSystemOfWhichTooMuchFailedIsNotBetter() {
    Candidate b = only(compared(system("a", Direction.HIGHER, _ -> score(.1)), oneFailed(.9)));

    assertThat(b.conclusion()).isEqualTo(Conclusion.INCONCLUSIVE);
    assertThat(b.because()).isEqualTo("1 of 12 failed for b, which cannot be better");
    Candidate worse = only(compared(system("a", Direction.HIGHER, _ -> score(.9)), oneFailed(.1)));
    assertThat(worse.conclusion()).isEqualTo(Conclusion.WORSE);
  }

  @Test
  void answersWhoseIdsAskOtherwiseArePairedByTheirQuestions() {
    var a =
        new ScoredAnswers(
            "a",
            "a judge",
            null,
            List.of(
                scored("1", "Who?", score(.2), Direction.HIGHER),
                scored("2", "Who?", score(.4), Direction.HIGHER),
                scored("3", "When?", score(.5), Direction.HIGHER),
                scored("4", "Why?", score(0), Direction.HIGHER)));
    var b =
        new ScoredAnswers(
            "b",
            "a judge",
            null,
            List.of(
                scored("1", "When?", score(1), Direction.HIGHER),
                scored("2", "Who?", score(.7), Direction.HIGHER)));

    var comparison = compared(a, b);

    assertThat(comparison.systems())
        .containsExactly(new AnswerComparison.OtherSystem("b", By.QUESTION, 2, 1, 0));
    assertThat(new AnswerComparer(a, List.of(b)).pairs("m", "b"))
        .usingRecursiveComparison()
        .withComparatorForType((x, y) -> Math.abs(x - y) < 1e-12 ? 0 : 1, Double.class)
        .isEqualTo(
            List.of(
                new Pair("3", "1", "When?", .5, 1), new Pair("1", "2", "Who?", (.2 + .4) / 2, .7)));
    assertThat(only(comparison).because()).startsWith("only 2 questions: the interval is unrel");
  }

  @Test
  void noOrderOfAFileChangesAFigure() {
    var a = system("a", Direction.HIGHER, i -> score(i / 12d));
    var b = system("b", Direction.HIGHER, i -> score((i * 5 % 12) / 11d));
    var turned = new ScoredAnswers("b", "a judge", null, b.answers().reversed());

    assertThat(only(compared(a, turned)).delta()).isEqualTo(only(compared(a, b)).delta());
  }

  private static ScoredAnswers declining(
      String name, @Nullable Boolean answerable, boolean... declined) {
    var answers = new ArrayList<Scored>();
    for (int i = 0; i < declined.length; i++) {
      answers.add(
          new Scored(
              "q" + i,
              "Question " + i + "?",
              i == 0
                  ? answerable
                  : Boolean.valueOf(true).equals(answerable) ? (Boolean) false : null,
              declined[i],
              Map.of()));
    }
    return new ScoredAnswers(name, "a judge", null, answers);
  }

  @Test
  void howOftenSystemsDeclineIsComparedToo() {
    var plain = compared(declining("a", null, true, false), declining("b", null, false, false));
    assertThat(plain.metrics())
        .extracting(OfMetric::metric, OfMetric::direction)
        .containsExactly(tuple("declined", Direction.NEUTRAL));
    assertThat(delta(only(plain)).mean()).isEqualTo(-.5);

    // who knows which questions have an answer says so for all systems
    var told = compared(declining("a", true, true, false), declining("b", null, false, true));
    assertThat(told.metrics())
        .extracting(OfMetric::metric, OfMetric::direction)
        .containsExactlyInAnyOrder(
            tuple("declined:answerable", Direction.LOWER),
            tuple("declined:unanswerable", Direction.HIGHER));
    assertThat(told.family()).isEqualTo(2);

    assertThat(
            compared(
                    system("a", Direction.HIGHER, _ -> score(1)),
                    system("b", Direction.HIGHER, _ -> score(1)))
                .metrics())
        .as("where none declines there is nothing to say")
        .extracting(OfMetric::metric)
        .containsExactly("m");
  }

  @Test
  void scoresOfTwoJudgesOrWaysAreNotCompared() {
    var a = system("a", Direction.HIGHER, _ -> score(1));
    var of = a.answers();
    assertThatThrownBy(() -> compared(a, new ScoredAnswers("b", "another", null, of)))
        .hasMessage(
            "a was scored by a judge and b by another: scores of two judges are not compared");
    assertThatThrownBy(() -> compared(a, new ScoredAnswers("b", "a judge", Compat.EXACT, of)))
        .hasMessage("a was scored with --compat corrected and b with exact");
    assertThatThrownBy(() -> compared(a, a)).hasMessage("a cannot be compared with itself");
    assertThatThrownBy(() ->
            compared(
                a,
                new ScoredAnswers(
                    "b",
                    "a judge",
                    null,
                    List.of(scored("x", "Else?", score(1), Direction.HIGHER)))))
        .hasMessage("a and b were asked nothing in common, neither by id nor by question");
  }
}
