package dev.assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ranking.Hit;
import dev.assay.ranking.Ranking;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BestHitsTest {
  @Test
  void theBestOfALongListAreThoseOfTheWholeRanking() {
    long seed = Long.getLong("seed", 11);
    var random = new SplittableRandom(seed);
    for (int trial = 0; trial < 200; trial++) {
      int depth = 1 + random.nextInt(40);
      var best = new BestHits(depth);
      var all = new ArrayList<Hit>();
      for (int i = random.nextInt(120); i > 0; i--) {
        float score = random.nextInt(12) / 4f;
        best.add("c" + i, score);
        all.add(new Hit("c" + i, score));
      }
      assertThat(best.ranking())
          .as("trial %d, -Dseed=%d", trial, seed)
          .isEqualTo(Ranking.of(all).top(depth));
    }
  }
}
