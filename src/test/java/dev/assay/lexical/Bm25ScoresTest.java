package dev.assay.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Bm25ScoresTest {
  private static final List<String> CHUNKS =
      List.of(
          "The heron stands in quiet water, water to its knees.",
          "Otters hunt in the water at night.",
          "of the and",
          "A lynx hunts hares; a lynx sleeps by day.");
  private static final List<String> QUERIES =
      List.of("water water heron", "who hunts at night", "unknown words", "lynx");

  @Test
  void everySettingScoresAsTheInnerProductOfItsSparseVectors() {
    var settings = List.of(new Bm25(.9, .4), new Bm25(2, 1), new Bm25(0, 0));
    var builder = new Lexicon.Builder(Analyzer.ENGLISH);
    CHUNKS.forEach(builder::add);
    var scores = new Bm25Scores(builder.build(Bm25.DEFAULT), settings, QUERIES);
    for (String chunk : CHUNKS) {
      Map<Integer, float[]> found = new HashMap<>();
      scores.score(chunk, (query, ofSettings) -> found.put(query, ofSettings.clone()));
      for (int s = 0; s < settings.size(); s++) {
        Lexicon lexicon = builder.build(settings.get(s));
        var document = lexicon.document(chunk);
        for (int q = 0; q < QUERIES.size(); q++) {
          double expected =
              lexicon.query(QUERIES.get(q)).entrySet().stream()
                  .mapToDouble(
                      term -> (double) term.getValue() * document.getOrDefault(term.getKey(), 0f))
                  .sum();
          double score = found.containsKey(q) ? found.get(q)[s] : 0;
          assertThat(score).as("%s / %s", chunk, QUERIES.get(q)).isCloseTo(expected, within(1e-6));
        }
      }
    }
  }

  @Test
  void onlyQueriesThatShareATermAreHeardOf() {
    var builder = new Lexicon.Builder(Analyzer.ENGLISH);
    CHUNKS.forEach(builder::add);
    var heard = new ArrayList<Integer>();
    var scores = new Bm25Scores(builder.build(Bm25.DEFAULT), List.of(Bm25.DEFAULT), QUERIES);
    scores.score(CHUNKS.get(3), (query, _) -> heard.add(query));
    assertThat(heard).containsExactlyInAnyOrder(1, 3);
  }
}
