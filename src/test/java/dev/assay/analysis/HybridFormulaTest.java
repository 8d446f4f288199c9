package dev.assay.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.milvus.HybridRanker;
import dev.assay.ranking.Hit;
import dev.assay.ranking.Leg;
import dev.assay.ranking.Ranking;
import java.util.List;
import org.junit.jupiter.api.Test;

class HybridFormulaTest {
  private static final List<Leg> LEGS =
      List.of(
          new Leg("dense", Ranking.of(List.of(new Hit("a", .5), new Hit("b", .25)))),
          new Leg("sparse", Ranking.of(List.of(new Hit("b", 3)))));

  @Test
  void ranksAreAddedIn32Bits() {
    assertThat(HybridFormula.RRF.fuse(new HybridRanker.Rrf(60), LEGS).hits())
        .containsExactly(
            new Hit("b", (float) (1 / 62d) + (float) (1 / 61d)), new Hit("a", (float) (1 / 61d)));
  }

  @Test
  void scoresAreNormalisedWhereTheServerDoes() {
    var ranker = new HybridRanker.Weights(.5, .25);
    assertThat(HybridFormula.ARCTAN.fuse(ranker, LEGS).hits())
        .containsExactly(
            new Hit(
                "b", .5f * (1 + .25f) / 2 + .25f * (float) (.5 + (float) Math.atan(3) / Math.PI)),
            new Hit("a", .5f * (1 + .5f) / 2));
    assertThat(HybridFormula.AS_IS.fuse(ranker, LEGS).hits())
        .containsExactly(new Hit("b", .5f * .25f + .25f * 3), new Hit("a", .5f * .5f));
  }
}
