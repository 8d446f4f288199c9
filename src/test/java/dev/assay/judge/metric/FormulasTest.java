package dev.assay.judge.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.judge.Mark;
import dev.assay.judge.Marks;
import dev.assay.judge.Outcome;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormulasTest {
  private static final Outcome NONE = new Outcome.NotApplicable("nothing there");

  @Test
  void rankedPrecisionRewardsUsefulChunksThatStandFirst() {
    assertThat(precision(1)).isEqualTo(1);
    assertThat(precision(0, 1)).isEqualTo(1d / 2);
    assertThat(precision(1, 0, 1)).isCloseTo((1d + 2d / 3) / 2, within(1e-12));
    assertThat(precision(0, 1, 1)).isCloseTo((1d / 2 + 2d / 3) / 2, within(1e-12));
    assertThat(precision(1, 1, 0, 0)).isEqualTo(1);
    assertThat(precision(0, 0)).isZero();
    assertThat(RankedPrecision.of(new boolean[] {true}, 1e-10)).isEqualTo(1 / (1 + 1e-10));
  }

  @Test
  void aChunkWithoutAVerdictFailsThePrecisionAndIsLeftOutWhereDeepEvalsOwnValueIsWanted() {
    var marks = Finding.of(new Marks(List.of(mark(null), mark("true"), mark("false")), "raw"));

    assertThat(RankedPrecision.of(marks, Compat.CORRECTED, 0)).isInstanceOf(Outcome.Failed.class);
    assertThat(RankedPrecision.of(marks, Compat.EXACT, 0)).isEqualTo(new Outcome.Scored(1));
  }

  /// Precision 5/7 and recall 5/9 make 5/8; the double that Ragas has is a little more, and is
  /// rounded up. Ragas 0.4.3 says .63 and .37.
  @Test
  void whichWayAFiveIsRoundedIsDecidedByTheDoubleThatRagasHas() {
    assertThat(new Correctness(5, 2, 4, 7, 8).f1()).isEqualTo(.625);
    assertThat(Math.rint(new Correctness(5, 2, 4, 7, 8).f1OfRagas() * 100) / 100).isEqualTo(.63);
    assertThat(Math.rint(new Correctness(3, 2, 8, 5, 11).f1OfRagas() * 100) / 100).isEqualTo(.37);
    assertThat(new Correctness(0, 2, 8, 2, 8).f1OfRagas()).isZero();
  }

  private static double precision(int... useful) {
    boolean[] labels = new boolean[useful.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = useful[i] == 1;
    }
    return RankedPrecision.of(labels, 0);
  }

  @Test
  void oneVerdictForFiveClaimsIsAFailureWithBoundsAndNotAPerfectScore() {
    var labels = Arrays.<@Nullable Boolean>asList(true, null, null, null, null);

    assertThat(Share.of(labels, Compat.CORRECTED, "claims", "raw", NONE))
        .isEqualTo(
            new Outcome.Failed(
                "4 of 5 claims have no valid verdict, so the value lies between 1/5 and 5/5: raw"));
    // What tools report that divide by the verdicts that came back.
    assertThat(Share.of(labels, Compat.EXACT, "claims", "raw", NONE))
        .isEqualTo(new Outcome.Scored(1));
  }

  @Test
  void nothingToJudgeIsNoScore() {
    assertThat(Share.of(List.of(), Compat.CORRECTED, "claims", "", NONE)).isEqualTo(NONE);
    assertThat(Share.of(Arrays.asList((Boolean) null), Compat.EXACT, "claims", "", NONE))
        .isEqualTo(NONE);
    assertThat(Share.of(List.of(true, false), Compat.CORRECTED, "claims", "", NONE))
        .isEqualTo(new Outcome.Scored(1d / 2));
  }

  @Test
  void factualCorrectnessMixesTheClaimsOfBothTexts() {
    var correctness = Correctness.of(new boolean[] {true}, new boolean[] {true, false}, 1, 2);

    assertThat(correctness).isEqualTo(new Correctness(1, 0, 1, 1, 2));
    // P = 1/1, R = 1/(1 + 1)
    assertThat(correctness.f1()).isCloseTo(2 * 1 * .5 / (1 + .5), within(1e-12));
    assertThat(Correctness.of(new boolean[] {false}, new boolean[] {false}, 1, 1).f1()).isZero();
    assertThat(Correctness.of(new boolean[0], new boolean[0], 0, 0).empty()).isTrue();
    assertThat(Correctness.of(new boolean[0], new boolean[] {true}, 0, 1).oneSideEmpty()).isTrue();
  }

  @Test
  void noiseIsWrongAndStatedByAChunk() {
    // Three claims; the third is wrong and stands in chunk 1, which also states a reference claim.
    var matrix =
        new Matrix(
            new boolean[] {true, true, false},
            new boolean[] {true},
            new boolean[][] {{true, false}, {false, false}, {true, false}},
            new boolean[][] {{true, false}},
            2);
    assertThat(matrix.noise(true)).isEqualTo(1d / 3);
    assertThat(matrix.noise(false)).isZero();
    // Where only chunk 2 states it, which states nothing of the reference, it is irrelevant noise.
    var other =
        new Matrix(
            matrix.a2r(),
            matrix.r2a(),
            new boolean[][] {{true, false}, {false, false}, {false, true}},
            matrix.chunkReference(),
            2);
    assertThat(other.noise(true)).isZero();
    assertThat(other.noise(false)).isEqualTo(1d / 3);
  }

  @Test
  void fourVitalNuggetsAllGivenAreAWholeAnswer() {
    boolean[] vital = {true, true, true, true};
    double[] given = {1, 1, 1, 1};

    assertThat(Nuggets.score(vital, given, true, Compat.CORRECTED))
        .isEqualTo(new Outcome.Scored(1));
    // Open RAG Eval counts an okay nugget that is not there.
    assertThat(Nuggets.score(vital, given, true, Compat.EXACT))
        .isEqualTo(new Outcome.Scored(4 / (4 + .5)));
    // Two vital, one given half; one okay, given: (1/2 + 1/2 * 1) / (2 + 1/2)
    assertThat(
            Nuggets.score(
                new boolean[] {true, true, false}, new double[] {.5, 0, 1}, true, Compat.CORRECTED))
        .isEqualTo(new Outcome.Scored((.5 + .5) / 2.5));
    assertThat(Nuggets.score(new boolean[0], new double[0], true, Compat.CORRECTED))
        .isInstanceOf(Outcome.NotApplicable.class);
  }

  @Test
  void aGradeThatIsMissingFailsTheMean() {
    var graded = new Marks(List.of(mark("3"), mark("1")), "");

    assertThat(Grades.mean(graded, 3, "chunks", Grades.Missing.FAILS))
        .isEqualTo(new Outcome.Scored((3 + 1) / 2d / 3));
    var open = new Marks(List.of(mark("3"), mark(null)), "raw");
    var none = new Marks(List.of(mark(null)), "raw");
    assertThat(Grades.mean(open, 3, "chunks", Grades.Missing.FAILS))
        .isEqualTo(new Outcome.Failed("not all of the 2 chunks have a valid grade: raw"));
    assertThat(Grades.mean(open, 3, "chunks", Grades.Missing.LEFT_OUT))
        .as("TruLens")
        .isEqualTo(new Outcome.Scored(1));
    assertThat(Grades.mean(none, 3, "chunks", Grades.Missing.LEFT_OUT))
        .isInstanceOf(Outcome.Failed.class);
    assertThat(Grades.mean(open, 1, "chunks", Grades.Missing.ZERO))
        .as("UMBRELA")
        .isEqualTo(new Outcome.Scored(1.5));
  }

  private static Mark mark(@Nullable String label) {
    return new Mark("k", label, "because", List.of());
  }

  @Test
  void everyMetricHasOneSpellingAndIsFoundByIt() {
    var names = new HashSet<String>();
    for (Metric metric : Metric.all()) {
      assertThat(names.add(metric.name())).as(metric.name()).isTrue();
      assertThat(metric.name())
          .matches("[a-z]+:[a-zA-Z0-9]+@[0-9.]+|faithfulness|contextPrecision");
      assertThat(Metric.parse(metric.name())).isEqualTo(metric);
      assertThat(Metric.parse(metric.shortName())).isEqualTo(metric);
      assertThat(metric.low()).isLessThan(metric.high());
      assertThat(metric.formula()).isNotBlank();
    }
    assertThat(names).hasSize(39);
    assertThatThrownBy(() -> Metric.parse("ragas:faithfullness"))
        .hasMessageContaining("unknown metric 'ragas:faithfullness'")
        .hasMessageContaining("ragas:faithfulness");
  }

  @Test
  void whatIsBetterIsStored() {
    for (String lower :
        List.of(
            "ragas:noiseSensitivity",
            "ragas:noiseSensitivityIrrelevant",
            "ragchecker:hallucination",
            "ragchecker:noiseRelevant",
            "ragchecker:noiseIrrelevant",
            "phoenix:hallucination")) {
      assertThat(Metric.parse(lower).direction()).as(lower).isEqualTo(Direction.LOWER);
    }
    assertThat(Metric.parse("ragchecker:selfKnowledge").direction()).isEqualTo(Direction.NEUTRAL);
    assertThat(Metric.all().stream().filter(m -> m.direction() == Direction.HIGHER))
        .hasSize(39 - 7);
  }
}
