package dev.assay.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.ranking.Hit;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final BaseVector QUERY = new FloatVec(new float[] {1});

  /// `count` hits of one score after one better hit, listed as an engine may list them: in any
  /// order.
  private static Search.Call ties(int count) {
    return (queries, limit) -> {
      var hits = new ArrayList<Hit>();
      IntStream.range(0, count).forEach(i -> hits.add(new Hit("t%05d".formatted(i), 1)));
      Collections.shuffle(hits, new Random(limit));
      hits.addFirst(new Hit("best", 2));
      return Collections.nCopies(queries.size(), hits.subList(0, Math.min(limit, hits.size())));
    };
  }

  @Test
  void fetchesDeeperUntilTheTieAtTheCutEnds() {
    var leg = new Search(ties(100), 3).rank(List.of(QUERY));
    assertThat(leg.rankings().getFirst().hits())
        .containsExactly(new Hit("best", 2), new Hit("t00000", 1), new Hit("t00001", 1));
    assertThat(leg.calls()).extracting(SearchCall::limit).containsExactly(19, 76, 304);
  }

  @Test
  void stopsAtTheMostMilvusGives() {
    var leg = new Search(ties(20_000), 3).rank(List.of(QUERY));
    assertThat(leg.rankings().getFirst().size()).isEqualTo(3);
    assertThat(leg.calls().getLast().limit()).isEqualTo(16_384);
  }

  @Test
  void aTieAboveTheCutNeedsNoSecondCall() {
    var leg = new Search(ties(10), 15).rank(List.of(QUERY));
    assertThat(leg.rankings().getFirst().size()).isEqualTo(11);
    assertThat(leg.calls()).hasSize(1);
  }

  @Test
  void manyQueriesGoInBoundedCalls() {
    var leg = new Search(ties(1), 3).rank(Collections.nCopies(120, QUERY));
    assertThat(leg.rankings()).hasSize(120);
    assertThat(leg.calls()).extracting(SearchCall::queries).containsExactly(50, 50, 20);
  }

  @Test
  void aDepthOutsideWhatMilvusGivesIsRefused() {
    assertThatThrownBy(() -> new Search(ties(1), 16_385))
        .hasMessage("depth must be between 1 and 16384, got 16385");
  }
}
