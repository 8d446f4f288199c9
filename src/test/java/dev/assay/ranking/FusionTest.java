package dev.assay.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.ranking.Weighted.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final Leg DENSE =
      new Leg("dense", Ranking.of(List.of(new Hit("a", .9), new Hit("b", .8), new Hit("c", .5))));
  private static final Leg SPARSE =
      new Leg("sparse", Ranking.of(List.of(new Hit("c", 12), new Hit("d", 10), new Hit("a", 4))));
  private static final List<Leg> LEGS = List.of(DENSE, SPARSE);

  @Test
  void rrfAddsTheReciprocalRanksOfTheLegs() {
    assertThat(new Rrf(60).fuse(LEGS, 10).hits())
        .containsExactly(
            new Hit("a", 1d / (60 + 1) + 1d / (60 + 3)),
            new Hit("c", 1d / (60 + 3) + 1d / (60 + 1)),
            new Hit("b", 1d / (60 + 2)),
            new Hit("d", 1d / (60 + 2)));
  }

  @Test
  void rrfWithAnotherConstantGivesOtherScores() {
    assertThat(new Rrf(1).fuse(LEGS, 1).hits()).containsExactly(new Hit("a", 1d / 2 + 1d / 4));
    assertThat(new Rrf(Integer.MAX_VALUE).fuse(List.of(DENSE), 3).hits())
        .extracting(Hit::id)
        .containsExactly("a", "b", "c");
  }

  @Test
  void weightedAddsMinMaxNormalisedScores() {
    var fusion = new Weighted(Map.of("dense", .7, "sparse", .3), Normalisation.MIN_MAX);
    List<Hit> hits = fusion.fuse(LEGS, 10).hits();
    assertThat(hits).extracting(Hit::id).containsExactly("a", "b", "c", "d");
    double[] expected = {
      .7 * 1 + .3 * (4 - 4) / (12 - 4),
      .7 * (.8 - .5) / (.9 - .5),
      .7 * 0 + .3 * 1,
      .3 * (10 - 4) / (12 - 4)
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(hits.get(i).score()).isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void weightedWithoutNormalisationAddsTheScoresAsTheyAre() {
    var fusion = new Weighted(Map.of("dense", 1.0, "sparse", .5), Normalisation.NONE);
    assertThat(fusion.fuse(LEGS, 1).hits()).containsExactly(new Hit("c", .5 + .5 * 12));
  }

  @Test
  void zScoresCountStandardDeviationsAboveTheLastHit() {
    // mean (12 + 10 + 4) / 3 = 26/3, variance ((10/3)^2 + (4/3)^2 + (14/3)^2) / 3 = 104/9
    double sd = Math.sqrt(104 / 9d);
    var fusion = new Weighted(Map.of("sparse", .5), Normalisation.Z_SCORE);
    assertParts(fusion.parts(SPARSE), .5 * (12 - 4) / sd, .5 * (10 - 4) / sd, 0);
    assertParts(
        fusion.parts(SPARSE),
        .5 * ((12 - 26 / 3d) / sd - (4 - 26 / 3d) / sd),
        .5 * ((10 - 26 / 3d) / sd - (4 - 26 / 3d) / sd),
        0);
  }

  @Test
  void ranksNormaliseInEqualSteps() {
    var fusion = new Weighted(Map.of("dense", .6, "sparse", .4), Normalisation.RANK);
    assertParts(fusion.parts(DENSE), .6 * 1, .6 * (1 - 1 / 3d), .6 * (1 - 2 / 3d));
    assertThat(fusion.fuse(LEGS, 10).hits())
        .extracting(Hit::id)
        .containsExactly("a", "c", "b", "d");
    assertParts(
        fusion.parts(leg("dense", new Hit("b", 7), new Hit("a", 7))), .6, .6 * (1 - 1 / 2d));
  }

  @Test
  void aCutTakesTheFirstHitsOfEachLegOnly() {
    var cut = new Cut(2, new Weighted(Map.of("dense", .5, "sparse", .5), Normalisation.MIN_MAX));
    assertThat(cut.fuse(LEGS, 10).hits())
        .containsExactly(new Hit("a", .5), new Hit("c", .5), new Hit("b", 0), new Hit("d", 0));
    assertThat(cut.explain(LEGS, "a"))
        .containsExactly(new Part("dense", 1, .9, .5), new Part("sparse", 3, 4.0, 0));
    assertThat(new Cut(50, new Rrf(60)).fuse(LEGS, 10)).isEqualTo(new Rrf(60).fuse(LEGS, 10));
    assertThatThrownBy(() -> new Cut(0, new Rrf(60))).hasMessage("depth must be at least 1, got 0");
  }

  @Test
  void nearlyEqualScoresStayFiniteUnderEveryNormalisation() {
    var leg = leg("dense", new Hit("a", Double.MIN_VALUE), new Hit("b", 0), new Hit("c", 0));
    for (Normalisation normalise : Normalisation.values()) {
      assertThat(new Weighted(Map.of("dense", 1.0), normalise).fuse(List.of(leg), 3).hits())
          .as(normalise.toString())
          .extracting(Hit::id)
          .containsExactly("a", "b", "c");
    }
  }

  @Test
  void aSingleHitAndEqualScoresNormaliseToOne() {
    for (Normalisation normalise :
        List.of(Normalisation.MIN_MAX, Normalisation.Z_SCORE, Normalisation.RANK)) {
      var weighted = new Weighted(Map.of("dense", .4), normalise);
      assertParts(weighted.parts(leg("dense", new Hit("a", -3))), .4);
      assertThat(weighted.parts(new Leg("dense", Ranking.EMPTY))).isEmpty();
    }
    var z = new Weighted(Map.of("dense", .4), Normalisation.Z_SCORE);
    assertParts(
        z.parts(leg("dense", new Hit("a", .1), new Hit("b", .1), new Hit("c", .1))), .4, .4, .4);
    var fusion = new Weighted(Map.of("dense", .4), Normalisation.MIN_MAX);
    assertThat(fusion.fuse(List.of(leg("dense", new Hit("a", -3))), 5).hits())
        .containsExactly(new Hit("a", .4));
    assertThat(fusion.fuse(List.of(leg("dense", new Hit("b", 7), new Hit("a", 7))), 5).hits())
        .containsExactly(new Hit("a", .4), new Hit("b", .4));
  }

  @Test
  void anEmptyLegAddsNothing() {
    var empty = new Leg("sparse", Ranking.EMPTY);
    assertThat(new Rrf(60).fuse(List.of(DENSE, empty), 10).hits()).hasSize(3);
    var weighted = new Weighted(Map.of("dense", 1.0, "sparse", 1.0), Normalisation.MIN_MAX);
    assertThat(weighted.fuse(List.of(DENSE, empty), 10))
        .isEqualTo(weighted.fuse(List.of(DENSE), 10));
    assertThat(new Rrf(60).fuse(List.of(), 10)).isEqualTo(Ranking.EMPTY);
  }

  @Test
  void onlyTheDepthAskedForComesBack() {
    assertThat(new Rrf(60).fuse(LEGS, 2).size()).isEqualTo(2);
  }

  @Test
  void explainSaysWhatEachLegAdded() {
    assertThat(new Rrf(60).explain(LEGS, "d"))
        .containsExactly(new Part("dense", 0, null, 0), new Part("sparse", 2, 10.0, 1d / (60 + 2)));
    assertThat(new Rrf(60).explain(LEGS, "nowhere"))
        .containsExactly(new Part("dense", 0, null, 0), new Part("sparse", 0, null, 0));
  }

  @Test
  void thePartsOfEveryFusionSumToTheFusedScore() {
    var weighted = new Weighted(Map.of("dense", .7, "sparse", .3), Normalisation.MIN_MAX);
    for (Fusion fusion : List.of(new Rrf(60), weighted)) {
      for (Hit hit : fusion.fuse(LEGS, 10).hits()) {
        double sum = fusion.explain(LEGS, hit.id()).stream().mapToDouble(Part::part).sum();
        assertThat(sum).isEqualTo(hit.score());
      }
    }
  }

  @Test
  void fusingOneLegKeepsItsOrder() {
    long seed = Long.getLong("seed", 7);
    var random = new SplittableRandom(seed);
    for (int trial = 0; trial < 300; trial++) {
      var hits = new ArrayList<Hit>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        hits.add(new Hit("c" + i, random.nextInt(-20, 20) / 4.0));
      }
      var leg = new Leg("dense", Ranking.of(hits));
      for (Fusion fusion :
          List.of(
              new Rrf(1 + random.nextInt(100)),
              new Cut(30, new Rrf(1 + random.nextInt(100))),
              new Weighted(Map.of("dense", .3), Normalisation.MIN_MAX),
              new Weighted(Map.of("dense", .3), Normalisation.Z_SCORE),
              new Weighted(Map.of("dense", .3), Normalisation.RANK),
              new Weighted(Map.of("dense", .3), Normalisation.NONE))) {
        assertThat(fusion.fuse(List.of(leg), hits.size()).hits())
            .as("seed %d, trial %d", seed, trial)
            .extracting(Hit::id)
            .isEqualTo(leg.ranking().hits().stream().map(Hit::id).toList());
      }
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Rrf(0)).hasMessage("k must be at least 1, got 0 (60 is usual)");
    assertThatThrownBy(() -> new Weighted(Map.of("dense", -1.0), Normalisation.NONE))
        .hasMessage("the weight of leg 'dense' must be at least 0, got -1.0");
    assertThatThrownBy(() -> new Weighted(Map.of("dense", Double.NaN), Normalisation.NONE))
        .hasMessage("the weight of leg 'dense' must be at least 0, got NaN");
    assertThatThrownBy(
            () -> new Weighted(Map.of("dense", Double.POSITIVE_INFINITY), Normalisation.NONE))
        .hasMessage("the weight of leg 'dense' must be at least 0, got Infinity");
    assertThatThrownBy(() -> new Weighted(Map.of("dense", 0.0), Normalisation.NONE))
        .hasMessage("at least one leg needs a weight above 0");
    assertThatThrownBy(() -> new Weighted(Map.of("dense", 1.0), Normalisation.NONE).fuse(LEGS, 5))
        .hasMessage("leg 'sparse' has no weight (weights: dense)");
    assertThatThrownBy(() -> new Rrf(60).fuse(List.of(DENSE, DENSE), 5))
        .hasMessage("two legs are named 'dense'");
    assertThatThrownBy(() -> new Part("dense", 0, 1.0, 0))
        .hasMessage("rank 0 does not go with score 1.0");
  }

  private static void assertParts(double[] parts, double... expected) {
    assertThat(parts).containsExactly(expected, within(1e-12));
  }

  private static Leg leg(String name, Hit... hits) {
    return new Leg(name, Ranking.of(List.of(hits)));
  }
}
