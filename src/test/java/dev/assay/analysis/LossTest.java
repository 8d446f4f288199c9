package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.analysis.Loss.Part;
import dev.assay.experiment.Reach;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossTest {
  private static final long SEED = Long.getLong("seed", 7);

  /// Chunks named `document#n`, best first.
  private static Ranking ranking(String... ids) {
    return Ranking.of(IntStream.range(0, ids.length).mapToObj(i -> new Hit(ids[i], -i)).toList());
  }

  private static Loss loss(
      Reach reach, List<Ranking> exact, List<Ranking> searched, Ranking fused, int cutoff) {
    return Loss.of(
        reach.best(cutoff),
        reach.anywhere(exact, cutoff),
        reach.firstOfEach(exact, cutoff),
        reach.firstOfEach(searched, cutoff),
        reach.first(fused, cutoff),
        reach.first(fused, cutoff));
  }

  @Test
  void everyPartOfTheWayTakesItsShare() {
    // Five relevant documents, two hits count.
    var reach = new Reach.Documents(Set.of("a", "b", "c", "d", "e"));
    var dense = ranking("x#1", "a#1", "a#2", "y#1");
    var sparse = ranking("z#1", "y#1", "b#1");
    var fused = ranking("y#1", "x#1", "a#1");

    var loss = loss(reach, List.of(dense, sparse), List.of(dense, sparse), fused, 2);

    assertThat(loss.chunking()).isEqualTo(1 - 2d / 5); // five do not fit into two hits
    assertThat(loss.notFound()).isEqualTo(2d / 5 - 2d / 5); // a and b are among the hits
    assertThat(loss.rankedLow()).isEqualTo(2d / 5 - 1d / 5); // b stands third
    assertThat(loss.index()).isZero();
    assertThat(loss.fusion()).isEqualTo(1d / 5 - 0d); // a stood second, fused it stands third
    assertThat(loss.reranking()).isZero();
    assertThat(loss.reached()).isZero();
    assertThat(loss.largest()).contains(Part.CHUNKING);
  }

  @Test
  void aDocumentThatNoLegHasIsNotFound() {
    var reach = new Reach.Documents(Set.of("a", "b"));
    var leg = ranking("x#1", "a#1");
    var loss = loss(reach, List.of(leg), List.of(leg), leg, 10);
    assertThat(loss).isEqualTo(new Loss(0, 1 - 1d / 2, 0, 0, 0, 0, 1d / 2));
    assertThat(loss.largest()).contains(Part.NOT_FOUND);
  }

  @Test
  void fusionGainsWhatStoodTooLowInBothLegs() {
    var reach = new Reach.Documents(Set.of("a"));
    var dense = ranking("x#1", "a#1");
    var sparse = ranking("y#1", "a#1");
    var loss = loss(reach, List.of(dense, sparse), List.of(dense, sparse), ranking("a#1"), 1);
    assertThat(loss).isEqualTo(new Loss(0, 0, 1, 0, -1, 0, 1));
    assertThat(loss.largest()).contains(Part.RANKED_LOW);
  }

  @Test
  void anApproximateLegLosesWhatTheExactOneHad() {
    var reach = new Reach.Documents(Set.of("a", "b"));
    var exact = ranking("a#1", "b#1");
    var approximate = ranking("b#1", "x#1");
    var loss = loss(reach, List.of(exact), List.of(approximate), approximate, 2);
    assertThat(loss).isEqualTo(new Loss(0, 0, 0, 1 - 1d / 2, 0, 0, 1d / 2));
  }

  @Test
  void nothingLostHasNoPlace() {
    assertThat(new Loss(0, 0, 0, 0, 0, 0, 1).largest()).isEmpty();
    assertThat(new Loss(0, .5, .5, 0, -1, 0, 1).largest())
        .as("of equal parts the first on the way")
        .contains(Part.NOT_FOUND);
  }

  @Test
  void theMeanOfEachPart() {
    var mean =
        Loss.mean(List.of(new Loss(.5, 0, .25, 0, 0, 0, .25), new Loss(0, 0, 1, 0, -1, 0, 1)));
    assertThat(mean).isEqualTo(new Loss(.5 / 2, 0, 1.25 / 2, 0, -1d / 2, 0, 1.25 / 2));
  }

  @Test
  void thePartsAddUpToWhatIsMissing() {
    var random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      var reach = new Reach.Documents(Set.of("a", "b", "c", "d"));
      List<Ranking> exact = List.of(random(random), random(random));
      List<Ranking> searched = List.of(random(random), exact.getLast());
      int cutoff = 1 + random.nextInt(6);

      var loss = loss(reach, exact, searched, random(random), cutoff);

      double parts = 0;
      for (Part part : Part.values()) {
        parts += loss.of(part);
      }
      assertThat(parts).as("-Dseed=%d", SEED).isCloseTo(1 - loss.reached(), within(1e-12));
      assertThat(loss.chunking()).isNotNegative();
      assertThat(loss.notFound()).isNotNegative();
      assertThat(loss.rankedLow()).isNotNegative();
      assertThat(loss.reached()).isBetween(0d, 1d);
    }
  }

  private static Ranking random(Random random) {
    var names = new java.util.ArrayList<>(List.of("a", "b", "c", "d", "v", "w", "x", "y", "z"));
    java.util.Collections.shuffle(names, random);
    return ranking(
        names.subList(0, 1 + random.nextInt(8)).stream()
            .map(name -> name + "#1")
            .toArray(String[]::new));
  }
}
