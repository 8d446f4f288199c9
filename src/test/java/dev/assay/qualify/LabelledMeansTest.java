package dev.assay.qualify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.judge.Answer;
import dev.assay.judge.Context;
import dev.assay.judge.Mark;
import dev.assay.judge.Outcome;
import dev.assay.judge.Sample;
import dev.assay.judge.metric.Compat;
import dev.assay.judge.metric.Findings;
import dev.assay.judge.metric.KeptVerdicts;
import dev.assay.judge.metric.Metric;
import dev.assay.judge.metric.Subject;
import dev.assay.measure.Rated;
import dev.assay.verdicts.JudgedSample;
import dev.assay.verdicts.LabelItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledMeansTest {
  private static final Sample SAMPLE =
      new Sample(
          "How long?",
          Answer.of("Thirty days. By post.", List.of("a#1")),
          "Thirty days.",
          List.of(new Context("a#1", "Within thirty days."), new Context("a#2", "Ask.")));

  /// Each answer drawn for itself.
  private static List<Rated> answers(double[] human, double[] judge, double[] judgeOnly) {
    var answers = new ArrayList<Rated>();
    for (int i = 0; i < human.length; i++) {
      answers.add(new Rated("l" + i, judge[i], human[i]));
    }
    for (int i = 0; i < judgeOnly.length; i++) {
      answers.add(new Rated("o" + i, judgeOnly[i], null));
    }
    return answers;
  }

  private static double[] values(int ones, int zeros) {
    double[] values = new double[ones + zeros];
    Arrays.fill(values, 0, ones, 1);
    return values;
  }

  @Test
  void sharesOfZerosAndOnesAreCorrectedByRoganAndGladen() {
    // people: 30 yes, 20 no; the judge meets 27 and 14 of them; 660 yes on 1,000 others
    double[] human = values(30, 20);
    double[] judge = values(30, 20);
    for (int i = 27; i < 36; i++) {
      judge[i] = i < 30 ? 0 : 1;
    }

    var corrected = LabelledMeans.corrected(answers(human, judge, values(660, 340)));

    assertThat(corrected.method()).isEqualTo("Rogan-Gladen");
    // (.66 + .7 - 1) / (.9 + .7 - 1)
    assertThat(corrected.value()).isCloseTo(.36 / .6, within(1e-12));
    assertThat(corrected.low()).isCloseTo(.422, within(5e-4));
    assertThat(corrected.high()).isCloseTo(.778, within(5e-4));
  }

  @Test
  void scoresAreCorrectedByPredictionPoweredInference() {
    double[] human = {1, .5, 0, .5, 1, .5};
    double[] judge = {1, 1, .5, 1, 1, .5};
    double[] judgeOnly = {1, 1, .5, 1, .5, 1, 1, .5, 1, 1, .5, 1};

    var corrected = LabelledMeans.corrected(answers(human, judge, judgeOnly));

    assertThat(corrected.method()).isEqualTo("PPI++");
    // cov(Y, f) = 3.25/6 - (3.5/6)(5/6) = 1/18; var f over 18 = 13.5... of ones and halves: 13 ones
    double f = (12 + 6 * .5) / 18;
    double variance = (12 + 6 * .25) / 18 - f * f;
    double lambda = (3.25 / 6 - (3.5 / 6) * (5 / 6d)) / ((1 + 6 / 12d) * variance);
    assertThat(corrected.value())
        .isCloseTo(lambda * (10 / 12d) + 3.5 / 6 - lambda * 5 / 6d, within(1e-12));
  }

  @Test
  void aJudgeNoBetterThanChanceIsNotDividedBy() {
    assertThat(
            LabelledMeans.corrected(answers(new double[] {1, 0}, new double[] {0, 1}, values(5, 5)))
                .method())
        .isEqualTo("PPI++");
  }

  private static KeptVerdicts evidence(Mark... claims) {
    return new KeptVerdicts(List.of(claims), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static Outcome of(String metric, KeptVerdicts evidence) {
    return Metric.parse(metric).of(Findings.kept(SAMPLE, evidence, Compat.CORRECTED));
  }

  @Test
  void aPersonsLabelMovesTheScoreAndTheJudgesStaysVisible() {
    var yes = new Mark("Thirty days.", "true", "stands there", List.of("a#1"));
    var judged = new Mark("By post.", "true", "guessed", List.of("a#2"));
    assertThat(of("faithfulness", evidence(yes, judged))).isEqualTo(new Outcome.Scored(1));

    Mark labelled = judged.byPerson(false);

    assertThat(of("faithfulness", evidence(yes, labelled))).isEqualTo(new Outcome.Scored(1 / 2d));
    assertThat(labelled.person()).isEqualTo(new Mark.Person("true"));
    assertThat(labelled.chunks()).isEmpty();
  }

  @Test
  void peopleMayAlsoSayThatThereIsNothingToScore() {
    var marks = List.of(new Mark("x", "true", "", List.of("a#1")).byPerson(false));
    var judge = new Outcome.Scored(1);
    var nothing = new Outcome.NotApplicable("no retrieved reference claim");

    assertThat(new JudgedSample.Again(nothing, marks).or(judge)).isEqualTo(nothing);
    assertThat(new JudgedSample.Again(new Outcome.Failed("more is needed"), marks).or(judge))
        .isEqualTo(judge);
    assertThat(new JudgedSample.Again(nothing, List.of()).or(judge)).isEqualTo(judge);
  }

  @Test
  void aMetricThatNeedsMoreThanKeptVerdictsFailsWhenComputedAgain() {
    assertThat(of("phoenix:hallucination", evidence())).isInstanceOf(Outcome.Failed.class);
    assertThat(of("contextPrecision", evidence())).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void theKeyIsOfTheTextsAlone() {
    var item = new LabelItem(Subject.CLAIMS, "How long?", null, "Thirty days.", SAMPLE.contexts());
    var elsewhere =
        new LabelItem(
            Subject.CLAIMS,
            "How long?",
            null,
            "Thirty days.",
            List.of(new Context("b#7", "Within thirty days."), new Context("b#8", "Ask.")));
    var other = new LabelItem(Subject.CLAIMS, "How long?", null, "Forty days.", SAMPLE.contexts());
    var chunk =
        new LabelItem(
            Subject.CHUNKS, "How long?", "Thirty days.", null, SAMPLE.contexts().subList(0, 1));

    assertThat(elsewhere.key()).isEqualTo(item.key());
    assertThat(List.of(item.key(), other.key(), chunk.key())).doesNotHaveDuplicates();
  }
}
