package dev.assay.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void ordersByScoreThenById() {
    assertThat(Ranking.of(List.of(new Hit("b", 1), new Hit("c", 2), new Hit("a", 1))).hits())
        .containsExactly(new Hit("c", 2), new Hit("a", 1), new Hit("b", 1));
  }

  @Test
  void refusesDuplicatesDisorderAndScoresThatAreNoNumbers() {
    assertThatThrownBy(() -> Ranking.of(List.of(new Hit("a", 1), new Hit("a", 2))))
        .hasMessage("'a' stands twice in a ranking");
    assertThatThrownBy(() -> new Ranking(List.of(new Hit("a", 1), new Hit("b", 2))))
        .hasMessage("'b' stands out of order in a ranking");
    assertThatThrownBy(() -> new Ranking(List.of(new Hit("b", 1), new Hit("a", 1))))
        .hasMessage("'a' stands out of order in a ranking");
    assertThatThrownBy(() -> new Hit("a", Double.NaN)).hasMessage("the score of 'a' is NaN");
    assertThatThrownBy(() -> new Hit("a", Double.POSITIVE_INFINITY))
        .hasMessage("the score of 'a' is Infinity");
  }

  @Test
  void topKeepsTheFirstHitsAndRankCountsFromOne() {
    Ranking ranking = Ranking.of(List.of(new Hit("a", 3), new Hit("b", 2), new Hit("c", 1)));
    assertThat(ranking.top(2).hits()).containsExactly(new Hit("a", 3), new Hit("b", 2));
    assertThat(ranking.top(3)).isSameAs(ranking);
    assertThat(ranking.top(9)).isSameAs(ranking);
    assertThat(ranking.rankOf("a")).isEqualTo(1);
    assertThat(ranking.rankOf("c")).isEqualTo(3);
    assertThat(ranking.rankOf("x")).isZero();
  }

  @Test
  void inOrderKeepsTiesTheOtherWayRound() {
    Ranking kept = Ranking.inOrder(List.of(new Hit("c", 1), new Hit("b", 1), new Hit("a", 1)));
    double second = Math.nextDown(1.0);
    assertThat(kept.hits())
        .containsExactly(
            new Hit("c", 1), new Hit("b", second), new Hit("a", Math.nextDown(second)));
    Ranking untouched = Ranking.of(List.of(new Hit("a", 1), new Hit("b", 1), new Hit("c", .5)));
    assertThat(Ranking.inOrder(untouched.hits())).isEqualTo(untouched);
  }

  @Test
  void aDocumentStandsWhereItsBestChunkStands() {
    Ranking chunks =
        Ranking.of(
            List.of(new Hit("y#1", 9), new Hit("x#4", 8), new Hit("y#2", 7), new Hit("z#1", 6)));
    Ranking documents = UnitRanking.of(chunks, id -> id.substring(0, id.indexOf('#')));
    assertThat(documents.hits()).containsExactly(new Hit("y", 9), new Hit("x", 8), new Hit("z", 6));
  }

  @Test
  void tiedDocumentsStayAsTheirChunksWereOrdered() {
    Ranking chunks = Ranking.of(List.of(new Hit("c1", 5), new Hit("c2", 5)));
    Ranking documents = UnitRanking.of(chunks, id -> id.equals("c1") ? "z" : "a");
    assertThat(documents.hits()).containsExactly(new Hit("z", 5), new Hit("a", Math.nextDown(5.0)));
  }

  @Test
  void aRunKeepsTheOrderOfItsQuestionsAndIsNotChangedLater() {
    var rankings = new LinkedHashMap<String, Ranking>();
    rankings.put("q2", Ranking.EMPTY);
    rankings.put("q1", Ranking.EMPTY);
    var run = new Run(rankings);
    rankings.clear();
    assertThat(run.byQuestion().keySet()).containsExactly("q2", "q1");
    assertThatThrownBy(() -> run.byQuestion().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
