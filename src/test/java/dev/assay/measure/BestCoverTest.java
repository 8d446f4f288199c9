package dev.assay.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BestCoverTest {
  private static final long SEED = Long.getLong("seed", 7);

  private static Region d(int start, int end) {
    return new Region("d", start, end);
  }

  @Test
  void evidenceCutInTwoNeedsTwoChunks() {
    var evidence = List.of(d(100, 200));
    var chunks = List.of(d(0, 140), d(140, 300));
    assertThat(BestCover.recall(chunks, evidence, 1)).isEqualTo(60d / 100); // [140,200)
    assertThat(BestCover.recall(chunks, evidence, 2)).isEqualTo((40d + 60) / 100);
  }

  @Test
  void whatOverlapsIsCountedOnce() {
    // measures.md: evidence [100,200) and [400,460)
    var evidence = List.of(d(100, 200), d(400, 460));
    var chunks = List.of(d(0, 140), d(140, 300), d(430, 600), d(150, 250));
    assertThat(BestCover.recall(chunks, evidence, 1)).isEqualTo(60d / 160); // [140,300)
    assertThat(BestCover.recall(chunks, evidence, 2)).isEqualTo((40d + 60) / 160);
    assertThat(BestCover.recall(chunks, evidence, 3)).isEqualTo((40d + 60 + 30) / 160);
    assertThat(BestCover.recall(chunks, evidence, 4))
        .as("[150,250) adds nothing")
        .isEqualTo(130d / 160);
  }

  @Test
  void theGreedyChoiceIsNotAlwaysTheBest() {
    // The middle chunk alone is the best one; the best two are the outer ones: 50 + 50.
    var evidence = List.of(d(0, 100));
    var chunks = List.of(d(0, 50), d(20, 80), d(50, 100));
    assertThat(BestCover.recall(chunks, evidence, 1)).isEqualTo(60d / 100);
    assertThat(BestCover.recall(chunks, evidence, 2)).isEqualTo(1);
  }

  @Test
  void chunksOfOtherDocumentsAndNoChunksCoverNothing() {
    var evidence = List.of(d(0, 10));
    assertThat(BestCover.recall(List.of(new Region("e", 0, 10)), evidence, 3)).isZero();
    assertThat(BestCover.recall(List.of(), evidence, 3)).isZero();
  }

  @Test
  void withoutEvidenceThereIsNoAnswer() {
    assertThatThrownBy(() -> BestCover.recall(List.of(d(0, 9)), List.of(), 1))
        .hasMessage("needs evidence and a cutoff of at least 1, got 0 characters and cutoff 1");
  }

  @Test
  void noChoiceOfChunksIsBetter() {
    var random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      var chunks = new ArrayList<Region>();
      var evidence = new ArrayList<Region>();
      for (int i = 0; i < 7; i++) {
        chunks.add(region(random));
      }
      for (int i = 0; i < 3; i++) {
        evidence.add(region(random));
      }
      int cutoff = 1 + random.nextInt(4);
      double best = 0;
      for (int choice = 0; choice < 1 << chunks.size(); choice++) {
        if (Integer.bitCount(choice) <= cutoff) {
          var chosen = new ArrayList<Region>();
          for (int i = 0; i < chunks.size(); i++) {
            if ((choice >> i & 1) == 1) {
              chosen.add(chunks.get(i));
            }
          }
          var cover = Cover.of(chosen, evidence);
          best = Math.max(best, (double) cover.covered() / cover.evidence());
        }
      }
      assertThat(BestCover.recall(chunks, evidence, cutoff))
          .as("round %d, -Dseed=%d", round, SEED)
          .isCloseTo(best, within(1e-12));
    }
  }

  private static Region region(Random random) {
    int start = random.nextInt(60);
    return new Region(random.nextBoolean() ? "d" : "e", start, start + 1 + random.nextInt(40));
  }
}
