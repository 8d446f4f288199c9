package dev.assay.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.answers.GivenAnswer.GivenScore;
import dev.assay.answers.Preferences;
import dev.assay.answers.Preferences.Rating;
import dev.assay.judge.Outcome;
import dev.assay.judge.metric.Direction;
import dev.assay.measure.Figure;
import dev.assay.verdicts.Agreement.Aspect;
import dev.assay.verdicts.Agreement.Met;
import dev.assay.verdicts.ScoredAnswers.Scored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgreementTest {
  /// Four answers; a score of -1 stands for one that is missing.
  private static ScoredAnswers system(String name, double... scores) {
    var answers = new ArrayList<Scored>();
    for (int i = 0; i < scores.length; i++) {
      Outcome outcome =
          scores[i] < 0 ? new Outcome.Failed("no reply") : new Outcome.Scored(scores[i]);
      Map<String, GivenScore> given = new LinkedHashMap<>();
      given.put("good", new GivenScore(outcome, Direction.HIGHER));
      given.put("bad", new GivenScore(outcome, Direction.LOWER));
      given.put("length", new GivenScore(outcome, null));
      answers.add(new Scored("q" + i, "Question " + i + "?", null, false, given));
    }
    return new ScoredAnswers(name, null, null, answers);
  }

  private static Agreement agreement(Preferences people, ScoredAnswers a, ScoredAnswers b) {
    var comparer = new AnswerComparer(a, List.of(b));
    return Agreement.of(comparer, List.of("good", "bad", "length"), "b", people, 7);
  }

  private static Preferences one(double... preferred) {
    var ratings = new ArrayList<Rating>();
    for (int i = 0; i < preferred.length; i++) {
      ratings.add(new Rating("q" + i, preferred[i], "", "overall"));
    }
    return new Preferences(ratings, Set.of());
  }

  private static double value(Figure figure) {
    return Objects.requireNonNull(figure).value();
  }

  @Test
  void countsTheAnswersThatBothPrefer() {
    var agreement =
        agreement(
            one(1, -1, 2, 0, 1), system("a", .5, .5, .5, .5, .5), system("b", .7, .9, .8, .1, .5));

    Aspect overall = agreement.aspects().getFirst();
    assertThat(overall.rated()).isEqualTo(5);
    assertThat(overall.people()).as("one person has nobody to agree with").isNull();
    assertThat(overall.metrics())
        .as("nobody says which length is better")
        .extracting(Agreement.OfMetric::metric)
        .containsExactly("good", "bad");
    Met good = Objects.requireNonNull(overall.metrics().getFirst().met());
    assertThat(good.n()).isEqualTo(5);
    assertThat(good.decided()).isEqualTo(4);
    // alike on q0 and q2, not on q1, a tie on q4; the people's tie on q3 does not count
    assertThat(value(Objects.requireNonNull(good.agreed()))).isEqualTo((1 + 0 + 1 + .5) / 4);
    // deltas .2 .4 .3 -.4 0 around .1, people 1 -1 2 0 1 around .6
    double both = .1 * .4 + .3 * -1.6 + .2 * 1.4 + -.5 * -.6 + -.1 * .4;
    double x = .01 + .09 + .04 + .25 + .01;
    double y = .16 + 2.56 + 1.96 + .36 + .16;
    assertThat(value(Objects.requireNonNull(good.correlation())))
        .isCloseTo(both / Math.sqrt(x * y), within(1e-12));
    Met bad = Objects.requireNonNull(overall.metrics().get(1).met());
    assertThat(value(Objects.requireNonNull(bad.agreed()))).isEqualTo((0 + 1 + 0 + .5) / 4);
  }

  @Test
  void aMissingScoreIsNoOpinion() {
    var agreement = agreement(one(1, 1, 1), system("a", .5, -1, .5), system("b", .7, .9, -1));

    Met good = Objects.requireNonNull(agreement.aspects().getFirst().metrics().getFirst().met());
    assertThat(good.n()).isEqualTo(1);
    assertThat(good.agreed()).isEqualTo(new Figure(1, 1, 1));
    assertThat(good.correlation()).as("of one pair").isNull();
  }

  @Test
  void onePersonIsHeldAgainstTheOthers() {
    var people = new ArrayList<Rating>();
    double[][] of = {{1, 1}, {1, -1}, {-1, -1}, {0, 1}};
    for (int i = 0; i < of.length; i++) {
      people.add(new Rating("q" + i, of[i][0], "Ann", "tone"));
      people.add(new Rating("q" + i, of[i][1], "Bo", "tone"));
    }
    people.add(new Rating("elsewhere", 1, "Bo", "tone"));

    var agreement =
        agreement(
            new Preferences(people, Set.of()), system("a", 0, 0, 0, 0), system("b", 1, 1, 1, 1));

    assertThat(agreement.unknown()).isEqualTo(1);
    Met met = Objects.requireNonNull(agreement.aspects().getFirst().people());
    assertThat(met.n()).isEqualTo(4);
    // Ann by Bo: alike, not, alike, half; Bo by Ann: alike, not, alike, and where Ann ties nothing
    assertThat(value(Objects.requireNonNull(met.agreed())))
        .isCloseTo((1 + 0 + 1 + .5 + 1 + 0 + 1) / 7, within(1e-12));
  }
}
