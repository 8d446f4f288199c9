package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanMeasureTest {
  private static final List<Region> EVIDENCE = List.of(at(100, 200), at(400, 460));
  private static final List<Region> CHUNKS =
      List.of(at(0, 140), at(140, 300), at(430, 600), at(150, 250));

  /// A token every ten characters.
  private static final Cutoff.TokenStarts TENS =
      region ->
          IntStream.iterate(region.start(), start -> start < region.end(), start -> start + 10)
              .toArray();

  private static Region at(int start, int end) {
    return new Region("a.md", start, end);
  }

  private static double score(String measure, List<Region> chunks, List<Region> evidence) {
    return switch (((SpanMeasure) Measure.parse(measure)).score(chunks, TENS, evidence)) {
      case Score.Scored(double value) -> value;
      case Score.NotApplicable(String reason) -> throw new AssertionError(reason);
    };
  }

  private static void assertScores(String name, double... expectedAt1To4) {
    for (int k = 1; k <= 4; k++) {
      assertThat(score(name + "@" + k, CHUNKS, EVIDENCE))
          .as("%s@%d", name, k)
          .isCloseTo(expectedAt1To4[k - 1], within(1e-12));
    }
    assertThat(score(name, CHUNKS, EVIDENCE)).isCloseTo(expectedAt1To4[3], within(1e-12));
  }

  @Test
  void recallDividesCoveredByAllEvidence() {
    assertScores("EvR", 40 / 160d, 100 / 160d, 130 / 160d, 130 / 160d);
  }

  @Test
  void precisionPaysForRepeats() {
    assertScores("EvP", 40 / 140d, 100 / 300d, 130 / 470d, 130 / 570d);
  }

  @Test
  void mergedPrecisionPaysOnce() {
    assertScores("EvP(merged)", 40 / 140d, 100 / 300d, 130 / 470d, 130 / 470d);
  }

  @Test
  void intersectionOverUnionAddsWhatWasMissed() {
    assertScores("EvIoU", 40 / 260d, 100 / 360d, 130 / 500d, 130 / 600d);
  }

  /// The chunks of the example have 14, 16, 17 and 10 tokens. `20tok` reads [0,140) and the first 6
  /// tokens of [140,300): 40 + 60 of 160 evidence characters, in 200. `50tok` pays 30 characters of
  /// [150,250) again.
  @ParameterizedTest
  @CsvSource({
    "10, 0, 0, 0, 0",
    "20, .625, .5, .5, .384615384615",
    "30, .625, .333333333333, .333333333333, .277777777778",
    "32, .75, .375, .375, .333333333333",
    "50, .8125, .26, .276595744681, .245283018868",
    "57, .8125, .228070175439, .276595744681, .216666666667",
    "9999, .8125, .228070175439, .276595744681, .216666666667"
  })
  void aBudgetInTokensCutsTheLastChunkAndPaysForRepeats(
      int budget, double recall, double precision, double merged, double iou) {
    assertThat(score("EvR@" + budget + "tok", CHUNKS, EVIDENCE)).isCloseTo(recall, within(1e-9));
    assertThat(score("EvP@" + budget + "tok", CHUNKS, EVIDENCE)).isCloseTo(precision, within(1e-9));
    assertThat(score("EvP(merged)@" + budget + "tok", CHUNKS, EVIDENCE))
        .isCloseTo(merged, within(1e-9));
    assertThat(score("EvIoU@" + budget + "tok", CHUNKS, EVIDENCE)).isCloseTo(iou, within(1e-9));
  }

  @Test
  void hitsBehindTheBudgetAreNotEvenLookedUp() {
    var asked = new ArrayList<Region>();
    var cutoff = new Cutoff.Tokens(14);
    var read =
        cutoff.cut(
            CHUNKS,
            region -> {
              asked.add(region);
              return TENS.of(region);
            });
    assertThat(read).containsExactly(at(0, 140));
    assertThat(asked).containsExactly(at(0, 140));
  }

  @Test
  void overlappingEvidenceCountsOnce() {
    var overlapping = List.of(at(100, 180), at(150, 200), at(400, 460), at(400, 460));
    for (String measure : List.of("EvR@2", "EvP@2", "EvIoU@2")) {
      assertThat(score(measure, CHUNKS, overlapping)).isEqualTo(score(measure, CHUNKS, EVIDENCE));
    }
  }

  @Test
  void aSecondChunkOverTheSameTextGainsNothing() {
    assertThat(score("EvR", List.of(at(100, 140), at(100, 140)), EVIDENCE)).isEqualTo(40 / 160d);
  }

  @Test
  void chunksOfOtherDocumentsArePaidButCoverNothing() {
    var chunks = List.of(new Region("b.md", 100, 200), at(100, 200), new Region("0.md", 0, 100));
    assertThat(score("EvR@3", chunks, EVIDENCE)).isEqualTo(100 / 160d);
    assertThat(score("EvP@3", chunks, EVIDENCE)).isEqualTo(100 / 300d);
  }

  @Test
  void evidenceInSeveralDocumentsIsCoveredInEach() {
    var evidence = List.of(at(10, 20), new Region("b.md", 0, 10), new Region("c.md", 0, 10));
    var chunks = List.of(new Region("c.md", 5, 50), new Region("a.md", 0, 15));
    assertThat(score("EvR", chunks, evidence)).isEqualTo((5 + 5) / 30d);
  }

  @Test
  void halfOpenRegionsThatTouchShareNothing() {
    assertThat(score("EvR", List.of(at(0, 100), at(200, 400)), EVIDENCE)).isEqualTo(0);
  }

  @Test
  void noEvidenceIsNotApplicable() {
    for (String name : List.of("EvR@5", "EvP@5", "EvIoU@5")) {
      var measure = (SpanMeasure) Measure.parse(name);
      var reason = new Score.NotApplicable("the question has no evidence");
      assertThat(measure.score(CHUNKS, TENS, List.of())).isEqualTo(reason);
      assertThat(measure.score(CHUNKS, TENS, List.of(at(5, 5)))).isEqualTo(reason);
    }
  }

  @Test
  void nothingReturnedIsATrueZero() {
    for (String name : List.of("EvR@5", "EvP@5", "EvP(merged)@5", "EvIoU@5")) {
      assertThat(score(name, List.of(), EVIDENCE)).isEqualTo(0);
    }
  }

  @Test
  void aRegionThatEndsBeforeItStartsIsRefused() {
    assertThatThrownBy(() -> at(5, 4)).hasMessage("not a region: a.md[5,4)");
    assertThatThrownBy(() -> at(-1, 4)).hasMessage("not a region: a.md[-1,4)");
  }

  @Test
  void aRegionLiesInAnotherOfItsDocumentThatEndsNoEarlier() {
    assertThat(at(100, 140).liesIn(at(100, 140))).isTrue();
    assertThat(at(100, 140).liesIn(at(99, 141))).isTrue();
    assertThat(at(100, 140).liesIn(at(101, 140))).isFalse();
    assertThat(at(100, 140).liesIn(at(100, 139))).isFalse();
    assertThat(at(100, 140).liesIn(new Region("b.md", 100, 140))).isFalse();
  }
}
